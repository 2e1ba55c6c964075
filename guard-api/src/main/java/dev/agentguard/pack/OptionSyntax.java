package dev.agentguard.pack;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * How a program's options are written.
 *
 * @param style how names look
 * @param withValue the options whose value is the next word, if it is not joined to them
 * @param flags options that take no value, where a shorter one would else be read into them
 * @param last options behind which, and their value, no option stands
 * @param untilOperand whether no option stands behind the first operand
 * @param leading whether what stands in front of the first option, and the first word, is no option
 */
record OptionSyntax(
        Style style,
        Set<String> withValue,
        Set<String> flags,
        Set<String> last,
        boolean untilOperand,
        boolean leading) {

    /** The syntax of a program that nobody described. */
    static final OptionSyntax USUAL = new OptionSyntax(Style.GNU, Set.of(), Set.of(), Set.of(), false, false);

    OptionSyntax {
        withValue = Set.copyOf(withValue);
        flags = Set.copyOf(flags);
        last = Set.copyOf(last);
    }

    /** How the names of options look. */
    enum Style {
        /** {@code --name}, and {@code -abc} for three flags. */
        GNU,
        /** {@code -name}. */
        LONG,
        /** {@code -Name} in any case, and as short as it is clear. */
        POWERSHELL,
        /** {@code /name}. */
        SLASH
    }

    OptionSyntax with(OptionSyntax more) {
        boolean nothing = more.withValue.isEmpty() && more.flags.isEmpty() && more.last.isEmpty();
        if (nothing && (untilOperand || !more.untilOperand) && (leading || !more.leading)) {
            return this;
        }
        return new OptionSyntax(
                style,
                union(withValue, more.withValue),
                union(flags, more.flags),
                union(last, more.last),
                untilOperand || more.untilOperand,
                leading || more.leading);
    }

    boolean isOption(String word) {
        if (style == Style.SLASH) {
            return word.length() > 1 && word.charAt(0) == '/' && word.indexOf('/', 1) < 0;
        }
        return word.length() > 1 && word.charAt(0) == '-';
    }

    boolean combines(String word) {
        return style == Style.GNU && word.length() > 2 && word.charAt(1) != '-';
    }

    boolean takesValue(String name) {
        return withValue.contains(name);
    }

    /** Returns whether an option that was written is this one of the pack. */
    boolean same(String written, String known) {
        return switch (style) {
            case GNU -> written.equals(known) || shortened(written, known);
            case LONG -> written.equals(known) || written.equals("-" + known);
            case POWERSHELL -> known.toLowerCase(Locale.ROOT).startsWith(written.toLowerCase(Locale.ROOT));
            case SLASH -> written.equalsIgnoreCase(known);
        };
    }

    /** GNU programs take {@code --forc} for {@code --force}. */
    private boolean shortened(String written, String known) {
        return written.length() >= 5
                && known.length() > written.length()
                && known.startsWith("--")
                && known.startsWith(written)
                && !withValue.contains(written)
                && !flags.contains(written);
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        Set<String> all = new LinkedHashSet<>(a);
        all.addAll(b);
        return all;
    }
}
