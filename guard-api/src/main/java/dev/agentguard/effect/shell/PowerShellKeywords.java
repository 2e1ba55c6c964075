package dev.agentguard.effect.shell;

import dev.agentguard.effect.shell.PowerShellPart.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Statements of PowerShell that begin with a keyword, behind which brackets and blocks stand. */
final class PowerShellKeywords {

    private PowerShellKeywords() {}

    /**
     * Whether these words are such a statement.
     *
     * @param piped whether something is piped into them, so that {@code foreach} is a command
     */
    static boolean begins(List<PowerShellWord> words, boolean piped) {
        if (words.size() < 2) {
            return false;
        }
        PowerShellWord next = words.get(1);
        return switch (words.get(0).plain().toLowerCase(Locale.ROOT)) {
            case "foreach" -> !piped && starts(next, Kind.VALUE);
            case "if", "elseif", "for", "while", "until", "param" -> starts(next, Kind.VALUE);
            case "switch" -> starts(next, Kind.VALUE) || next.plain().startsWith("-");
            case "else", "do", "try", "finally", "process", "begin", "end", "clean", "default", "dynamicparam" ->
                next.isBlock();
            case "catch", "trap" -> next.isBlock() || starts(next, Kind.TYPE);
            case "function", "filter", "class", "enum" ->
                words.size() > 2 && words.get(words.size() - 1).isBlock();
            default -> false;
        };
    }

    private static boolean starts(PowerShellWord word, Kind kind) {
        return word.bare() && !word.parts().isEmpty() && word.parts().get(0).kind() == kind;
    }

    /** What a function does when it is called, or null if none is defined. */
    static @Nullable List<PowerShellStatement> body(List<PowerShellWord> words) {
        String keyword = words.get(0).plain().toLowerCase(Locale.ROOT);
        boolean function = keyword.equals("function") || keyword.equals("filter");
        return function ? words.get(words.size() - 1).parts().get(0).inside() : null;
    }

    /** The parameters of a function or script block, which hold what a caller passes. */
    static List<String> parameters(List<PowerShellWord> words) {
        List<String> names = new ArrayList<>(0);
        String keyword = words.get(0).plain().toLowerCase(Locale.ROOT);
        int at = keyword.equals("param") ? 1 : keyword.equals("function") || keyword.equals("filter") ? 2 : -1;
        if (at > 0 && at < words.size() && starts(words.get(at), Kind.VALUE)) {
            for (PowerShellStatement statement : words.get(at).parts().get(0).inside()) {
                statement.commands().forEach(command -> command.forEach(word -> variables(word, names)));
            }
        }
        return names;
    }

    private static void variables(PowerShellWord word, List<String> names) {
        for (PowerShellPart part : word.parts()) {
            if (part.kind() == Kind.VARIABLE) {
                names.add(part.text());
            }
        }
    }
}
