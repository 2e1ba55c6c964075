package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells PowerShell from a shell's script: both are given as a line to run, and each reads the other's as commands that it
 * does not know.
 */
final class PowerShellText {

    private static final Set<String> OPERATORS = Set.of(
            "match",
            "notmatch",
            "like",
            "notlike",
            "eq",
            "ne",
            "gt",
            "ge",
            "lt",
            "le",
            "contains",
            "notcontains",
            "in",
            "notin",
            "replace",
            "split",
            "join",
            "f",
            "is",
            "isnot",
            "as",
            "and",
            "or",
            "xor",
            "band",
            "bor",
            "imatch",
            "ilike",
            "ieq",
            "ine",
            "cmatch",
            "clike",
            "ceq",
            "cne",
            "ireplace",
            "creplace");
    private static final Set<String> ALIASES =
            Set.of("%", "?", "foreach", "where", "select", "gci", "gcm", "gps", "gsv", "ft", "fl", "measure", "gm");

    private static final Set<String> KEYWORDS =
            Set.of("foreach", "switch", "param", "try", "trap", "catch", "filter", "class", "elseif");

    private PowerShellText() {}

    /**
     * Whether a script that was read as a shell's is recognisably PowerShell: one of its commands is.
     *
     * @param refused whether a shell would not accept it
     */
    static boolean isIn(String text, Node node, boolean refused) {
        return text.stripLeading().startsWith("<#") || isIn(node, refused, 0);
    }

    private static boolean isIn(Node node, boolean refused, int depth) {
        if (depth > Cursor.DEEPEST) {
            return false;
        }
        if (node instanceof Node.Simple simple) {
            return isCommand(simple, refused);
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence.items().stream().anyMatch(item -> isIn(item.node(), refused, depth + 1));
        }
        if (node instanceof Node.Pipeline pipeline) {
            return pipeline.stages().stream().skip(1).anyMatch(PowerShellText::isRemoveItem)
                    || pipeline.stages().stream().anyMatch(stage -> isIn(stage, refused, depth + 1));
        }
        return node instanceof Node.Block block
                && block.parts().stream().anyMatch(part -> isIn(part, refused, depth + 1));
    }

    /** {@code gci | ri}: the {@code ri} that shows what Ruby documents reads no pipe. */
    private static boolean isRemoveItem(Node stage) {
        return stage instanceof Node.Simple simple
                && !simple.words().isEmpty()
                && simple.words().get(0).raw().equalsIgnoreCase("ri");
    }

    /** {@code -Recurse}, {@code -fo}: options of Ruby's {@code ri} are one letter or have two dashes. */
    private static boolean isParameter(RawWord word) {
        String raw = word.raw();
        return raw.equalsIgnoreCase("-r") || (raw.length() > 2 && raw.charAt(0) == '-' && raw.charAt(1) != '-');
    }

    private static boolean isCommand(Node.Simple simple, boolean refused) {
        List<RawWord> words = simple.words();
        if (words.isEmpty()) {
            return false;
        }
        RawWord first = words.get(0);
        String literal = first.literal();
        String raw = first.raw();
        String written = literal == null ? raw.replace("`", "") : literal;
        int blank = literal == null ? written.indexOf(' ') : -1;
        boolean cmdlet = Cmdlets.looksLike(blank > 0 ? written.substring(0, blank) : written);
        if (isRemoveItem(simple) && words.stream().anyMatch(PowerShellText::isParameter)) {
            return true;
        }
        if (cmdlet || raw.startsWith("%{") || raw.startsWith("?{")) {
            return true;
        }
        if (raw.startsWith("[") && raw.indexOf(']') > 1 && (raw.contains("]::") || raw.contains("]$"))) {
            return true;
        }
        if (words.size() > 1 && words.get(1).raw().startsWith("{") && KEYWORDS.contains(raw.toLowerCase(Locale.ROOT))) {
            return true;
        }
        boolean value = raw.startsWith("$") || raw.startsWith("'") || raw.startsWith("\"");
        if (words.size() > 1 && value) {
            String next = words.get(1).raw();
            return (raw.startsWith("$") && (next.equals("=") || next.equals("+="))) || isOperator(next);
        }
        boolean member = raw.startsWith("$") && raw.indexOf('.') > 0;
        return refused && (member || KEYWORDS.contains(raw.toLowerCase(Locale.ROOT)));
    }

    private static boolean isOperator(String text) {
        return text.startsWith("-") && OPERATORS.contains(text.substring(1).toLowerCase(Locale.ROOT));
    }

    /**
     * Whether what a shell does not know of a command is explained by its being PowerShell. What a script would run if a
     * shell read it after all, a file or the value of its own variable, is not.
     *
     * @param assigned the variables of PowerShell that were assigned so far
     */
    static boolean explains(List<Word> words, Set<String> assigned, Shell shell) {
        String first = words.get(0).text();
        if (first.indexOf('/') >= 0 || first.isEmpty()) {
            return false;
        }
        String next = words.size() > 1 ? words.get(1).text() : "";
        if (first.startsWith("$") && !words.get(0).known()) {
            int end = 1;
            while (end < first.length() && ExpansionParser.isName(first.charAt(end))) {
                end++;
            }
            String name = first.substring(1, end).toLowerCase(Locale.ROOT);
            if (end == 1 || shell.variable(first.substring(1, end)) != null) {
                return false;
            }
            boolean whole = end == first.length();
            boolean assigns = next.equals("=") || next.equals("+=");
            if (assigns && whole) {
                assigned.add(name);
            }
            boolean member = first.startsWith(".", end) && first.length() > end + 1;
            return assigns || member || isOperator(next) || (whole && assigned.contains(name));
        }
        return Cmdlets.looksLike(first)
                || (first.startsWith("[") && first.contains("]::"))
                || first.equals("=")
                || first.equals("+=")
                || isOperator(next)
                || ALIASES.contains(first.toLowerCase(Locale.ROOT))
                || (first.startsWith(".") && first.length() > 2 && Character.isUpperCase(first.charAt(1)));
    }
}
