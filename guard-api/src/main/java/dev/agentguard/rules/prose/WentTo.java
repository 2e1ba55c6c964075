package dev.agentguard.rules.prose;

import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.ToolCall;
import dev.agentguard.rules.ActionView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The directories that a script goes to, as it is written: {@code cd gen && rm a.ts} is about {@code gen/a.ts}. Immutable
 * once read.
 */
final class WentTo {

    private static final int LONGEST = 8_000;
    private static final int MOST = 20;
    private static final int MOST_WORDS = 500;
    private static final Set<String> GOES =
            Set.of("cd", "chdir", "pushd", "set-location", "push-location", "sl", "-chdir");
    private static final Set<String> BACK = Set.of("popd", "pop-location");
    private static final Set<String> PLACES = Set.of(
            "cwd",
            "dir",
            "directory",
            "workdir",
            "working_directory",
            "workingdirectory",
            "working_dir",
            "workingdir",
            "folder",
            "basedir",
            "base_dir",
            "root");

    private final Set<String> directories = new LinkedHashSet<>();
    private final Map<String, Set<String>> words = new HashMap<>();
    private final Deque<Deque<String>> levels = new ArrayDeque<>();

    private WentTo(String start) {
        Deque<String> here = new ArrayDeque<>();
        here.push(start);
        levels.push(here);
        if (!start.isEmpty()) {
            directories.add(start);
        }
    }

    /**
     * Returns the directories that an action has gone to where it names a path, relative to where it starts; all it goes to
     * if the path does not stand in it so.
     */
    static Set<String> of(ActionView view, String path) {
        Read read = view.derived(view, Read.class, () -> read(view));
        return read.words().getOrDefault(path, read.directories());
    }

    private record Read(Set<String> directories, Map<String, Set<String>> words) {}

    private static Read read(ActionView view) {
        String start = "";
        List<String> texts = new ArrayList<>();
        if (view.action() instanceof ProcessStart process) {
            texts.addAll(process.command());
        } else if (view.action() instanceof ToolCall call) {
            for (Map.Entry<String, Object> argument : call.arguments().entrySet()) {
                if (argument.getValue() instanceof String text) {
                    boolean place = PLACES.contains(argument.getKey().toLowerCase(Locale.ROOT));
                    start = place && text.length() < LONGEST ? text : start;
                    texts.add(place ? "" : text);
                }
            }
        }
        WentTo found = new WentTo(start);
        texts.forEach(found::read);
        return new Read(Set.copyOf(found.directories), Map.copyOf(found.words));
    }

    private void read(String script) {
        String text = script.length() > LONGEST ? script.substring(0, LONGEST) : script;
        boolean goes = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            boolean ends = Character.isWhitespace(c) || ";&|()\"'`<>{}".indexOf(c) >= 0;
            if (!ends) {
                continue;
            }
            String word = text.substring(start, i);
            start = i + 1;
            if (!word.isEmpty()) {
                goes = word(word, goes);
            } else if (";&|\n".indexOf(c) >= 0) {
                goes = false;
            }
            bracket(c);
        }
    }

    /** Returns whether the next word says where to. */
    private boolean word(String word, boolean goes) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (BACK.contains(lower)) {
            back();
            return false;
        }
        if (GOES.contains(lower) || word.equals("-C")) {
            return true;
        }
        if (goes && (lower.equals("--") || lower.equals("-p") || lower.equals("-l") || lower.equals("/d"))) {
            return true;
        }
        if (goes && word.equals("-")) {
            back();
        } else if (goes && !word.startsWith("-")) {
            to(word);
        } else if (words.size() < MOST_WORDS) {
            String from = levels.getFirst().getFirst();
            words.computeIfAbsent(word, unused -> new LinkedHashSet<>())
                    .addAll(from.isEmpty() ? Set.of() : Set.of(from));
        }
        return false;
    }

    private void bracket(char c) {
        if (c == '(' && levels.size() < MOST) {
            levels.push(new ArrayDeque<>(levels.getFirst()));
        } else if (c == ')' && levels.size() > 1) {
            levels.pop();
        }
    }

    private void to(String directory) {
        Deque<String> here = levels.getFirst();
        String next = joined(here.getFirst(), directory.replace('\\', '/'));
        here.push(next);
        if (directories.size() < MOST && !next.isEmpty()) {
            directories.add(next);
        }
    }

    private void back() {
        if (levels.getFirst().size() > 1) {
            levels.getFirst().pop();
        }
    }

    /** A path seen from a directory, without {@code .} and {@code ..}. */
    static String joined(String directory, String path) {
        boolean whole = path.startsWith("/") || path.startsWith("~") || directory.isEmpty();
        String together = whole ? path : directory + "/" + path;
        Deque<String> parts = new ArrayDeque<>();
        for (String part : together.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return (together.startsWith("/") ? "/" : "") + String.join("/", parts);
    }
}
