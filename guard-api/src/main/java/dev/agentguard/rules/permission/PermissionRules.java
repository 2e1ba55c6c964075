package dev.agentguard.rules.permission;

import dev.agentguard.rules.Advice;
import dev.agentguard.rules.ExampleReader;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.permission.PermissionFile.Layer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads permission files. The files of one program are one set, in which its own order holds; what the sets say is then
 * joined by taking the strictest. What a file allows cancels a question of its own set only. Never throws on hostile
 * input: what cannot be read is advice with file and line, and the other files hold. Immutable and safe for use by many
 * threads.
 */
public final class PermissionRules {

    /** No file is read that is larger, in bytes. */
    private static final int BYTES = 1 << 20;

    private final Places places;
    private final @Nullable ExampleReader examples;

    /**
     * Creates a reader.
     *
     * @param project the project's directory
     * @param home the user's home directory
     * @param examples reads what commands do, so that rules about commands hold for the same act by any other way; null if
     *     only the text of commands is to be matched
     */
    public PermissionRules(Path project, Path home, @Nullable ExampleReader examples) {
        this.places = new Places(project, home, Path.of(""));
        this.examples = examples;
    }

    /**
     * Reads files.
     *
     * @param files the files, in the order in which their rules are listed
     * @return the rules and what is advice only
     */
    public RuleBook read(List<PermissionFile> files) {
        return readAll(files).book();
    }

    /**
     * Returns what is wrong with a file.
     *
     * @param file the file
     * @return the first thing that is not what the file's name says it is, or null if all of it can be read
     */
    public @Nullable Advice problem(PermissionFile file) {
        return readAll(List.of(file)).firstBroken();
    }

    private Entries readAll(List<PermissionFile> files) {
        Entries entries = new Entries();
        SameActs acts = new SameActs(examples);
        Map<PermissionFile, String> texts = new LinkedHashMap<>();
        for (PermissionFile file : files) {
            String text = text(file, entries);
            if (text != null) {
                texts.put(file, text);
            }
        }
        readJson(texts, acts, entries);
        new CodexReader(places, acts, entries).read(of(PermissionFormat.CODEX_RULES, texts));
        new GeminiReader(places, acts, entries).read(of(PermissionFormat.GEMINI_POLICY, texts));
        return entries;
    }

    private void readJson(Map<PermissionFile, String> texts, SameActs acts, Entries entries) {
        Map<PermissionFile, Json> documents = new LinkedHashMap<>();
        texts.forEach((file, text) -> {
            if (isJson(file.format())) {
                try {
                    documents.put(file, Json.read(text));
                } catch (UnreadableFileException e) {
                    notRead(file, e, entries);
                }
            }
        });
        ClaudeReader claude = new ClaudeReader(places, acts, entries);
        CursorReader cursor = new CursorReader(places, acts, entries);
        boolean exclusive = documents.entrySet().stream()
                .anyMatch(entry -> entry.getKey().format() == PermissionFormat.CLAUDE_SETTINGS
                        && entry.getKey().layer() == Layer.MANAGED
                        && ClaudeReader.isExclusive(entry.getValue()));
        documents.forEach((file, json) -> {
            switch (file.format()) {
                case CLAUDE_SETTINGS -> claude.read(file, json, exclusive);
                case CURSOR_PERMISSIONS -> cursor.permissions(file, json);
                case CURSOR_CLI -> cursor.commandLine(file, json);
                case CURSOR_HOOKS -> cursor.hooks(file, json);
                default -> {}
            }
        });
    }

    private static Map<PermissionFile, String> of(PermissionFormat format, Map<PermissionFile, String> texts) {
        Map<PermissionFile, String> files = new LinkedHashMap<>(texts);
        files.keySet().removeIf(file -> file.format() != format);
        return files;
    }

    private static boolean isJson(PermissionFormat format) {
        return switch (format) {
            case CLAUDE_SETTINGS, CURSOR_PERMISSIONS, CURSOR_CLI, CURSOR_HOOKS -> true;
            case CODEX_RULES, GEMINI_POLICY -> false;
        };
    }

    private static @Nullable String text(PermissionFile file, Entries entries) {
        if (file.content().length > BYTES) {
            notRead(file, new UnreadableFileException(1, "larger than " + BYTES + " bytes"), entries);
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.content()))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            notRead(file, new UnreadableFileException(1, "not valid UTF-8"), entries);
            return null;
        }
    }

    private static void notRead(PermissionFile file, UnreadableFileException problem, Entries entries) {
        entries.broken(
                file.name() + ":" + problem.line(),
                file.format().product() + " file",
                problem.because() + ", nothing of it is enforced");
    }
}
