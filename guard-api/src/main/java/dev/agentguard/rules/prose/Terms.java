package dev.agentguard.rules.prose;

import dev.agentguard.rules.prose.Environments.Environment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a sentence's condition comes to.
 *
 * @param asks whether a human decides
 * @param further what else must hold of the action for the rule to speak to it
 * @param reading how the condition was understood, or null if it is plain
 * @param onlyUnasked whether a human decides just because it says `automatically`
 */
record Terms(
        boolean asks, List<Condition> further, @Nullable String reading, boolean onlyUnasked) {

    private static final String UNCHECKED = "its condition cannot be checked; a human decides";
    private static final Set<String> MODES = Set.of(
            "automatically",
            "autonomously",
            "proactively",
            "unprompted",
            "unilaterally",
            "silently",
            "blindly",
            "preemptively",
            "spontaneously");

    static Terms of(Demand demand, List<Token> sentence) {
        List<Token> condition = demand.condition();
        List<Condition> further = new ArrayList<>();
        boolean asks = demand.polarity() == Polarity.ASK;
        String reading = demand.reading();
        BigDecimal limit = limit(sentence);
        if (limit != null && isOfThings(sentence)) {
            limit = null;
            asks = true;
            reading = joined(reading, "how many cannot be counted; a human decides");
        }
        boolean mode = demand.region().stream().anyMatch(token -> token.isWord() && MODES.contains(token.word()))
                || isAutomatic(demand.region());
        boolean absolute = isAbsolute(condition)
                || isAbsolute(sentence.subList(Math.max(0, sentence.size() - 8), sentence.size()));
        if (!condition.isEmpty() && !isExplanation(condition)) {
            String first = condition.get(0).word();
            Condition argument = argument(condition);
            Set<Environment> places = Where.named(condition);
            boolean approval = Approval.isIn(condition);
            Condition excepted = Exceptions.of(condition);
            if (excepted != null) {
                further.add(new Unless(excepted));
            } else if (argument != null) {
                further.add(argument);
                if (condition.stream().anyMatch(token -> token.is("first") || token.is("reviewing"))) {
                    asks = true;
                    reading = joined(reading, "what is to come first cannot be checked; a human decides");
                }
            } else if (Set.of("except", "unless", "only", "outside").contains(first)
                    && !places.isEmpty()
                    && !approval) {
                further.add(new Environments(places, true, dev.agentguard.annotation.Reversibility.REVERSIBLE));
            } else if (approval) {
                asks |= !absolute;
            } else if (isAmount(condition) && limit != null) {
                asks |= false;
            } else if (!absolute) {
                asks = true;
                reading = joined(reading, UNCHECKED);
            }
        }
        boolean onlyUnasked = mode && !absolute && !asks;
        if (mode && !absolute) {
            asks = true;
            reading = joined(reading, "`automatically` is read as unless asked");
        }
        if (limit != null) {
            further.add(new Amount(limit));
        }
        return new Terms(asks, List.copyOf(further), reading, onlyUnasked);
    }

    /** "auto-push": a verb, where "auto-approval" is a thing. */
    private static boolean isAutomatic(List<Token> region) {
        for (int i = 0; i + 1 < region.size(); i++) {
            Token verb = region.get(i + 1);
            if (region.get(i).is("auto")
                    && verb.before().equals("-")
                    && Verb.of(verb.word()) != null
                    && !verb.word().endsWith("ed")
                    && Verb.of(verb.word()) != Verb.CLOSE) {
                return true;
            }
        }
        return false;
    }

    private static String joined(@Nullable String one, String other) {
        return one == null ? other : one + "; " + other;
    }

    private static boolean isAbsolute(List<Token> words) {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).is("even")
                    && Set.of("if", "when", "with", "after")
                            .contains(words.get(i + 1).word())) {
                return true;
            }
            if (words.get(i).is("regardless")
                    || (words.get(i).is("no") && words.get(i + 1).is("matter"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isExplanation(List<Token> condition) {
        return Set.of("because", "since", "regardless")
                .contains(condition.get(0).word());
    }

    private static boolean isAmount(List<Token> condition) {
        return Set.of("more", "greater", "over", "above", "exceeding")
                .contains(condition.get(0).word());
    }

    /** "without `--dry-run`", "without a WHERE clause": the rule speaks of what lacks it. */
    private static @Nullable Condition argument(List<Token> condition) {
        if (!condition.get(0).is("without")) {
            return null;
        }
        List<Condition> present = new ArrayList<>();
        for (Token token : condition) {
            String text = token.text().strip();
            if (token.word().equals("where") || text.equalsIgnoreCase("WHERE")) {
                return new Whole();
            }
            if (text.startsWith("-") && text.length() > 1) {
                for (String option : text.split("\\s+", -1)) {
                    present.add(new CommandShape(Set.of(), List.of(), List.of(Options.of(option))));
                }
            }
        }
        return present.isEmpty() ? null : new Unless(new AllOf(present));
    }

    /** Whether the number counts things and is no amount: "more than 10 files". */
    private static boolean isOfThings(List<Token> sentence) {
        for (int i = 0; i + 1 < sentence.size(); i++) {
            for (int j = i + 1; number(sentence.get(i)) != null && j < Math.min(sentence.size(), i + 4); j++) {
                Thing.Found found = Thing.at(sentence, j);
                if (found != null && COUNTED.contains(found.thing())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static final List<String> NUMBERS = List.of("one", "two", "three", "four", "five");

    private static final Set<Thing> COUNTED = Set.of(
            Thing.PULL_REQUEST,
            Thing.CHANGES,
            Thing.PACKAGE_RELEASE,
            Thing.FILE,
            Thing.DATA,
            Thing.TABLE,
            Thing.BRANCH,
            Thing.COMMIT,
            Thing.SERVER,
            Thing.SERVICE,
            Thing.USER,
            Thing.ISSUE,
            Thing.TEST_FILE);

    /** "max $50", "more than 10", "over 100 EUR". */
    private static @Nullable BigDecimal limit(List<Token> sentence) {
        for (int i = 0; i + 1 < sentence.size(); i++) {
            String word = sentence.get(i).word();
            boolean compares = Set.of("max", "maximum", "than", "over", "above", "exceeding", "exceeds", "exceed")
                            .contains(word)
                    || (word.equals("to") && i > 0 && sentence.get(i - 1).is("up"));
            for (int j = i + 1; compares && j < Math.min(sentence.size(), i + 4); j++) {
                BigDecimal number = number(sentence.get(j));
                if (number != null) {
                    return number;
                }
            }
        }
        return null;
    }

    private static @Nullable BigDecimal number(Token token) {
        int named = token.isWord() ? NUMBERS.indexOf(token.word()) : -1;
        if (named >= 0) {
            return BigDecimal.valueOf(named + 1L);
        }
        String text = token.isWord() ? token.text().replace(",", "") : "";
        boolean digits =
                !text.isEmpty() && text.length() < 12 && text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
        return digits
                        && Character.isDigit(text.charAt(0))
                        && text.indexOf('.') == text.lastIndexOf('.')
                        && !text.endsWith(".")
                ? new BigDecimal(text)
                : null;
    }
}
