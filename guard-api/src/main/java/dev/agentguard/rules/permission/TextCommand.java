package dev.agentguard.rules.permission;

import dev.agentguard.rules.permission.CommandPart.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A command line with {@code *} for any characters, blanks too: {@code git push *}. A star behind a blank at the end
 * also matches nothing at all, so that {@code ls *} matches {@code ls} and not {@code lsof}.
 */
final class TextCommand implements PartMatcher {

    /** How a rule was understood that speaks of no act. */
    static final String READING = "the text of the command only";

    private final String shown;
    private final List<Wildcard> texts = new ArrayList<>();
    private final boolean line;
    private final List<String> words;

    private TextCommand(String pattern, boolean ignoresCase) {
        this.shown = pattern;
        this.words = ShellLine.words(pattern);
        this.line = pattern.contains("&&") || pattern.contains("||") || pattern.contains(";") || pattern.contains("|");
        String text = line ? pattern.strip() : String.join(" ", words);
        texts.add(Wildcard.of(text, ignoresCase));
        if (text.endsWith(" *")) {
            texts.add(Wildcard.of(text.substring(0, text.length() - 2), ignoresCase));
        }
    }

    /** Reads what stands between the brackets of {@code Bash(...)}; {@code ls:*} is the same as {@code ls *}. */
    static TextCommand of(String specifier, boolean ignoresCase) {
        boolean prefix = specifier.endsWith(":*") && specifier.length() > 2;
        return new TextCommand(prefix ? specifier.substring(0, specifier.length() - 2) + " *" : specifier, ignoresCase);
    }

    @Override
    public boolean matches(CommandPart part) {
        if (part.role() == Role.OUTER_SHELL || part.role() == Role.ELSEWHERE || (part.role() == Role.LINE) != line) {
            return false;
        }
        String text = part.text();
        String called = part.textAsCalled();
        for (Wildcard wildcard : texts) {
            if (wildcard.matches(text) || (!called.equals(text) && wildcard.matches(called))) {
                return true;
            }
        }
        return false;
    }

    /** The words of the pattern, quotes removed. */
    List<String> words() {
        return words;
    }

    @Override
    public @Nullable String program() {
        String first = words.isEmpty() ? "" : words.get(0);
        boolean plain = !first.isEmpty() && first.indexOf(Wildcard.STAR) < 0 && !line;
        return plain ? CommandPart.withoutDirectory(first).toLowerCase(Locale.ROOT) : null;
    }

    @Override
    public @Nullable String example() {
        return shown.startsWith("*") ? null : shown.replace("*", "x");
    }

    @Override
    public String toString() {
        return "command `" + shown + "`";
    }
}
