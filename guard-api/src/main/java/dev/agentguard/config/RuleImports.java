package dev.agentguard.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code @path} in CLAUDE.md and GEMINI.md: another file whose text belongs to it. Not in code. */
final class RuleImports {

    private static final int MOST = 100;
    private static final int LONGEST = 300;
    private static final String FENCE = "```";

    private RuleImports() {}

    /**
     * A file that is imported.
     *
     * @param path the path as written
     * @param line the line it stands in, from 1
     */
    record Import(String path, int line) {

        /** Returns the file, or null if this is no path. */
        @Nullable
        Path from(Path importing) {
            try {
                Path folder = importing.toAbsolutePath().getParent();
                if (path.startsWith("~/")) {
                    return Path.of(System.getProperty("user.home", "/nonexistent"), path.substring(2));
                }
                return folder == null ? null : folder.resolve(path).normalize();
            } catch (InvalidPathException e) {
                return null;
            }
        }
    }

    static boolean areIn(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith("CLAUDE") || name.equals("GEMINI.md");
    }

    static List<Import> of(String text) {
        List<Import> imports = new ArrayList<>();
        boolean fenced = false;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.stripLeading().startsWith(FENCE) || line.stripLeading().startsWith("~~~")) {
                fenced = !fenced;
            } else if (!fenced) {
                add(line, number, imports);
            }
        }
        return imports;
    }

    private static void add(String line, int number, List<Import> imports) {
        boolean code = false;
        for (int i = 0; i < line.length() && imports.size() < MOST; i++) {
            char c = line.charAt(i);
            if (c == '`') {
                code = !code;
            } else if (c == '@' && !code && (i == 0 || Character.isWhitespace(line.charAt(i - 1)))) {
                int end = i + 1;
                while (end < line.length() && !Character.isWhitespace(line.charAt(end)) && line.charAt(end) != '`') {
                    end++;
                }
                String path = line.substring(i + 1, end);
                while (!path.isEmpty() && ".,;:)!?".indexOf(path.charAt(path.length() - 1)) >= 0) {
                    path = path.substring(0, path.length() - 1);
                }
                if (path.length() < LONGEST
                        && (path.endsWith(".md")
                                || path.startsWith("./")
                                || path.startsWith("~/")
                                || path.startsWith("../"))) {
                    imports.add(new Import(path, number));
                }
                i = end;
            }
        }
    }
}
