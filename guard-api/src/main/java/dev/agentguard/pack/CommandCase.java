package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command does instead when its arguments say so. A case only raises the class; all its conditions must hold.
 *
 * @param options options of which one must be given; empty if none is asked for
 * @param values what the value of such an option must look like; empty if any will do
 * @param otherThan what the value of such an option must not look like; empty if any will do
 * @param with options of which one must be given beside them; empty if none is asked for
 * @param without options of which none may be given
 * @param operands what one operand must look like; empty if any will do
 * @param andOperands what one operand must look like as well; empty if any will do
 * @param withoutOperands what no operand may look like
 * @param at the only operand that is looked at, from 1, or 0 for all
 * @param least the least number of operands
 * @param most the largest number of operands
 * @param emptyInput whether nothing must stand on standard input
 * @param written whether a word that is not known does not make it hold
 * @param reversibility the class
 * @param kind the kind of thing that changes then, or null for the rule's
 * @param destroysRecovery whether the means of recovery go with it
 * @param reason why
 * @param instead the safer way, or null for the rule's
 */
record CommandCase(
        List<String> options,
        List<WordPattern> values,
        List<WordPattern> otherThan,
        List<String> with,
        List<String> without,
        List<WordPattern> operands,
        List<WordPattern> andOperands,
        List<WordPattern> withoutOperands,
        int at,
        int least,
        int most,
        boolean emptyInput,
        boolean written,
        Reversibility reversibility,
        @Nullable Kind kind,
        boolean destroysRecovery,
        String reason,
        @Nullable String instead) {

    CommandCase {
        options = List.copyOf(options);
        values = List.copyOf(values);
        otherThan = List.copyOf(otherThan);
        with = List.copyOf(with);
        without = List.copyOf(without);
        operands = List.copyOf(operands);
        andOperands = List.copyOf(andOperands);
        withoutOperands = List.copyOf(withoutOperands);
    }

    /** Whether a case holds. */
    enum Holds {
        /** It does. */
        YES,
        /** It does not. */
        NO,
        /** It might: a word that is not known could make it hold. */
        MAYBE
    }

    /** Asks it of a line, with the operands behind the subcommands and what stands on standard input. */
    Holds ask(CommandLine line, List<Word> behind, @Nullable Word input) {
        if (!without.isEmpty() && !line.given(without).isEmpty()) {
            return Holds.NO;
        }
        if (emptyInput && (input == null || !input.known() || !input.text().isEmpty())) {
            return Holds.NO;
        }
        for (int i = 0; i < behind.size() && !withoutOperands.isEmpty(); i++) {
            if (looksLike(withoutOperands, behind.get(i))) {
                return Holds.NO;
            }
        }
        Holds holds = and(and(option(line), beside(line)), number(behind));
        holds = and(holds, and(operand(operands, behind), operand(andOperands, behind)));
        return written && holds == Holds.MAYBE ? Holds.NO : holds;
    }

    private Holds beside(CommandLine line) {
        if (with.isEmpty() || !line.given(with).isEmpty()) {
            return Holds.YES;
        }
        return line.hidesOptions() ? Holds.MAYBE : Holds.NO;
    }

    private Holds option(CommandLine line) {
        if (options.isEmpty()) {
            return Holds.YES;
        }
        Holds holds = line.hidesOptions() ? Holds.MAYBE : Holds.NO;
        for (CommandLine.Option option : line.given(options)) {
            Word value = option.value();
            if (values.isEmpty() && otherThan.isEmpty()) {
                return Holds.YES;
            } else if (value != null && !value.known()) {
                holds = Holds.MAYBE;
            } else if (value != null
                    && (values.isEmpty() || looksLike(values, value))
                    && !looksLike(otherThan, value)) {
                return Holds.YES;
            }
        }
        return holds;
    }

    private Holds operand(List<WordPattern> patterns, List<Word> behind) {
        if (patterns.isEmpty()) {
            return Holds.YES;
        }
        Holds holds = Holds.NO;
        for (int i = 0; i < behind.size(); i++) {
            Word word = behind.get(i);
            if (at != 0 && at != i + 1) {
                continue;
            }
            if (looksLike(patterns, word)) {
                return Holds.YES;
            } else if (CommandLine.mayBeAnything(word)) {
                holds = Holds.MAYBE;
            }
        }
        return holds;
    }

    private Holds number(List<Word> behind) {
        return behind.size() >= least && behind.size() <= most ? Holds.YES : Holds.NO;
    }

    private static boolean looksLike(List<WordPattern> patterns, Word word) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(word.text())) {
                return true;
            }
        }
        return false;
    }

    private static Holds and(Holds a, Holds b) {
        return a == Holds.NO || b == Holds.NO ? Holds.NO : a == Holds.YES ? b : a;
    }
}
