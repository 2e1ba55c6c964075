package dev.agentguard.rules.permission;

import dev.agentguard.action.ToolCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.FindNames;
import dev.agentguard.rules.RuleInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of this machine that an effect's action reads or writes, as far as it names them: Guard's own effects on
 * files, file tools by their arguments, and the commands that are known to read the files that they are given.
 *
 * @param touches the files
 */
record FileTouches(List<Touch> touches) {

    private static final String FILE = "local:file";
    private static final int MOST = 1_000;

    private static final Set<String> READERS = Set.of(
            "cat",
            "tac",
            "head",
            "tail",
            "less",
            "more",
            "most",
            "bat",
            "batcat",
            "nl",
            "sed",
            "awk",
            "gawk",
            "grep",
            "egrep",
            "fgrep",
            "rg",
            "ag",
            "sort",
            "uniq",
            "wc",
            "cut",
            "paste",
            "strings",
            "xxd",
            "od",
            "hexdump",
            "base64",
            "base32",
            "diff",
            "cmp",
            "comm",
            "cp",
            "mv",
            "ln",
            "install",
            "source",
            ".",
            "view",
            "vi",
            "vim",
            "nano",
            "tee",
            "tar",
            "zip",
            "gzip",
            "file",
            "stat",
            "jq",
            "yq",
            "column",
            "fold",
            "rev",
            "split",
            "scp",
            "rsync",
            "type",
            "get-content",
            "gc",
            "select-string",
            "md5sum",
            "sha1sum",
            "sha256sum",
            "openssl",
            "curl");

    private static final Set<String> PATH_ARGUMENTS = Set.of(
            "path",
            "paths",
            "file",
            "files",
            "filepath",
            "filepaths",
            "filename",
            "filenames",
            "notebookpath",
            "absolutepath",
            "relativepath",
            "targetfile",
            "targetpath",
            "sourcepath",
            "destinationpath",
            "source",
            "destination",
            "src",
            "dest",
            "dst",
            "dir",
            "dirpath",
            "directory",
            "directorypath",
            "folder",
            "uri",
            "url");

    private static final Set<String> FILE_WORDS = Set.of(
            "read",
            "write",
            "edit",
            "file",
            "files",
            "cat",
            "open",
            "view",
            "create",
            "delete",
            "remove",
            "move",
            "rename",
            "copy",
            "append",
            "patch",
            "replace",
            "update",
            "save",
            "load",
            "notebook",
            "insert",
            "touch",
            "mkdir",
            "grep",
            "glob",
            "ls",
            "list",
            "directory",
            "folder",
            "multi",
            "editor",
            "text",
            "content");

    /**
     * A file.
     *
     * @param paths what it may be, as named and with links resolved
     * @param writes whether it is, or may be, changed
     * @param destroys whether what it holds goes
     */
    record Touch(Set<Path> paths, boolean writes, boolean destroys) {}

    static List<Touch> of(RuleInput input, Places places) {
        return input.action()
                .derived(input.effect(), FileTouches.class, () -> new FileTouches(read(input, places)))
                .touches();
    }

    private static List<Touch> read(RuleInput input, Places places) {
        Effect effect = input.effect();
        List<Touch> touches = new ArrayList<>();
        String directory = directory(effect);
        boolean writes = effect.reversibility().mayWrite();
        boolean destroys = effect.reversibility().compareTo(Reversibility.RECOVERABLE) >= 0;
        String id = effect.resource().id();
        if (effect.resource().type().equals(FILE) && id != null) {
            List<String> found = effect.operation().equals("local:find") ? FindNames.of(input.commands()) : List.of();
            found.forEach(name -> add(touches, places.named(id + "/" + name, directory), writes, destroys));
            if (found.isEmpty()) {
                add(touches, places.named(id, directory), writes, destroys);
            }
        }
        for (Command command : input.commands()) {
            if (READERS.contains(command.program().toLowerCase(Locale.ROOT))) {
                for (Word argument : command.arguments()) {
                    operands(argument, text -> add(touches, places.named(text, directory), false, false));
                }
            }
        }
        for (String read : CommandParts.of(input.action()).inputs()) {
            add(touches, places.named(read, directory), false, false);
        }
        ToolCall call = input.action().tool();
        if (call != null && isFileTool(call.tool())) {
            for (Map.Entry<String, @Nullable Object> argument : call.arguments().entrySet()) {
                if (PATH_ARGUMENTS.contains(ToolWords.key(argument.getKey()))) {
                    named(argument.getValue())
                            .forEach(text -> add(touches, places.named(text, null), writes, destroys));
                }
            }
        }
        return List.copyOf(touches);
    }

    private static void operands(Word word, java.util.function.Consumer<String> to) {
        String text = word.text();
        int equals = text.startsWith("-") ? text.indexOf('=') : -1;
        if (equals > 0) {
            to.accept(text.substring(equals + 1));
        } else if (!text.startsWith("-")) {
            to.accept(text);
            if (text.startsWith("@")) {
                to.accept(text.substring(1));
            }
        }
    }

    private static void add(List<Touch> touches, Set<Path> paths, boolean writes, boolean destroys) {
        if (!paths.isEmpty() && touches.size() < MOST) {
            touches.add(new Touch(paths, writes, destroys));
        }
    }

    private static Set<String> named(@Nullable Object value) {
        Set<String> texts = new LinkedHashSet<>();
        if (value instanceof String text) {
            texts.add(text);
        } else if (value instanceof List<?> list) {
            list.stream().limit(MOST).filter(String.class::isInstance).forEach(item -> texts.add((String) item));
        }
        return texts;
    }

    /** A server elsewhere has paths of its own; only one for files is taken for one that has those of this machine. */
    static boolean isFileTool(String tool) {
        List<String> words = ToolWords.of(tool);
        boolean remote = tool.toLowerCase(Locale.ROOT).startsWith("mcp_")
                && words.stream().noneMatch(word -> word.equals("filesystem") || word.equals("fs"));
        return !remote && words.stream().anyMatch(FILE_WORDS::contains);
    }

    private static @Nullable String directory(Effect effect) {
        for (Place place : effect.places()) {
            if (place.type().equals(Place.DIRECTORY)) {
                return place.value();
            }
        }
        return null;
    }
}
