package dev.agentguard.rules.prose;

import java.util.Locale;
import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/** Reads blocks of code under a prohibition, which list commands, a line each. */
final class CodeBlocks {

    private static final Set<String> REMARKS = Set.of("—", "–", "-", "--", "←", "<-", "//", "#", "→");

    private static final Set<String> SHELLS = Set.of(
            "", "sh", "bash", "zsh", "shell", "console", "shell-session", "text", "txt", "sql", "fish", "terminal");

    private static final int SHOWN = 80;

    private CodeBlocks() {}

    static boolean isOne(Node node) {
        return node instanceof FencedCodeBlock || node instanceof IndentedCodeBlock;
    }

    static void read(Node block, Mood mood, StatementReader reader) {
        String text = block instanceof FencedCodeBlock fenced
                ? fenced.getLiteral()
                : ((IndentedCodeBlock) block).getLiteral();
        int start = InlineTokens.line(block, 1) + (block instanceof FencedCodeBlock ? 1 : 0);
        boolean read = false;
        if (!(block instanceof FencedCodeBlock fence) || isShell(fence.getInfo())) {
            int line = start;
            Mood above = mood;
            for (String row : text.split("\n", -1)) {
                Mood comment = BlockComments.above(row, line);
                above = comment.demands()
                        ? comment
                        : row.isBlank() || row.strip().startsWith("#") ? mood : above;
                Mood behind = BlockComments.behind(row, line);
                Mood own = behind.demands() ? behind : above;
                String command = withoutComment(row);
                read |= own.demands() && !command.isEmpty() && reader.readCommand(command, line, own);
                line++;
            }
        }
        String shown = text.strip().split("\n", 2)[0];
        if (!read && mood.demands() && !shown.isEmpty()) {
            reader.rules()
                    .adviseOn(
                            shown.substring(0, Math.min(SHOWN, shown.length())),
                            start,
                            "a block of code without a command or a file that is known");
        }
    }

    /** A line of a block of code: a command, or a path in front of what is said of it. */
    private static String withoutComment(String row) {
        String line = row.strip();
        int comment = line.indexOf(" #");
        String[] words = line.split("\\s+", 3);
        boolean path = words.length == 3 && REMARKS.contains(words[1]) && Paths.isOne(words[0]);
        return line.startsWith("#") || line.startsWith("//")
                ? ""
                : path ? words[0] : (comment > 0 ? line.substring(0, comment) : line).strip();
    }

    private static boolean isShell(@Nullable String info) {
        String language = info == null ? "" : info.strip().toLowerCase(Locale.ROOT);
        return SHELLS.contains(language);
    }
}
