package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a program is called, wherever it lies. */
final class ProgramName {

    private ProgramName() {}

    /** Returns the name without directory and {@code .exe}, or null if it cannot be known. */
    static @Nullable String of(Word word) {
        String text = word.text();
        int slash = text.lastIndexOf('/');
        slash = Math.max(slash, text.lastIndexOf('\\'));
        String name = text.substring(slash + 1);
        if (name.isEmpty() || Globs.isPattern(name)) {
            return null;
        }
        if (!word.known() && (slash < 0 || !isDirectory(text.substring(0, slash)) || hasExpansion(name))) {
            return null;
        }
        if (name.length() > 4 && name.regionMatches(true, name.length() - 4, ".exe", 0, 4)) {
            return name.substring(0, name.length() - 4).toLowerCase(Locale.ROOT);
        }
        return name;
    }

    /** A directory that is only known when it runs, {@code $JAVA_HOME/bin}, does not change what the program is. */
    private static boolean isDirectory(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!ExpansionParser.isName(c) && "${}/.-_~".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasExpansion(String name) {
        return name.indexOf('$') >= 0 || name.indexOf('`') >= 0;
    }
}
