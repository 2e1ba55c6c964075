package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of code that destroy: {@code User.delete_all}, {@code db:drop}. */
final class CodeNames {

    private CodeNames() {}

    static boolean isScript(String text) {
        int colon = text.indexOf(':');
        return colon > 0
                && colon < text.length() - 1
                && !text.contains("::")
                && !text.contains("//")
                && text.chars().allMatch(c -> Character.isLowerCase(c) || Character.isDigit(c) || "-_:".indexOf(c) >= 0)
                && Character.isLetter(text.charAt(colon + 1));
    }

    static @Nullable String destroyingMethod(String text) {
        String name = text.endsWith("()") ? text.substring(0, text.length() - 2) : text;
        int dot = name.lastIndexOf('.');
        if (dot <= 0 || name.indexOf(' ') >= 0 || name.indexOf('(') >= 0 || name.indexOf('/') >= 0) {
            return null;
        }
        String method = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        boolean bulk = method.contains("all")
                || method.contains("many")
                || method.contains("truncate")
                || method.contains("drop");
        boolean destroys = List.of(method.split("_", -1)).stream().anyMatch(word -> Verb.of(word) == Verb.DESTROY)
                || method.startsWith("delete")
                || method.startsWith("destroy")
                || method.startsWith("drop");
        return bulk && destroys && method.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c))
                ? method
                : null;
    }
}
