package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a word of PowerShell is worth.
 *
 * @param word its text, and whether that is known before it runs
 * @param bare whether it was written without quotes, so that it may be a parameter
 * @param block the statements of the script block that it is, or null
 */
record PowerShellValue(Word word, boolean bare, @Nullable List<PowerShellStatement> block) {

    static final PowerShellValue UNKNOWN = new PowerShellValue(new Word("", false), false, null);

    static PowerShellValue of(String text, boolean known) {
        return new PowerShellValue(new Word(text, known), false, null);
    }

    String text() {
        return word.text();
    }

    boolean known() {
        return word.known();
    }

    /** Whether it is this parameter, written out or shortened to at least as much. */
    boolean isParameter(String shortest, String whole) {
        String lower = text().toLowerCase(Locale.ROOT);
        int colon = lower.indexOf(':');
        lower = colon < 0 ? lower : lower.substring(0, colon);
        return bare && lower.startsWith(shortest) && whole.startsWith(lower);
    }
}
