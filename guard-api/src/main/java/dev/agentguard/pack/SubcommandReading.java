package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads one word of a command line that may be a subcommand. */
final class SubcommandReading {

    /** With these kinds the thing and the verb together tell: {@code refunds create}, {@code api_keys roll}. */
    private static final Set<Kind> TOGETHER = Set.of(Kind.MONEY, Kind.MESSAGE, Kind.ACCESS, Kind.RELEASE);

    private static final Set<String> NOT_PLURAL = Set.of("ss", "us", "is", "as", "os");

    private final Lexicon lexicon;
    private final NameReading names;
    private final CommandWords words;

    SubcommandReading(Lexicon lexicon, NameReading names, CommandWords words) {
        this.lexicon = lexicon;
        this.names = names;
        this.words = words;
    }

    /**
     * Reads a word.
     *
     * @param text the word
     * @param before the words of the names in front of it
     * @param next the word behind it
     * @return what it says, or null if it is no verb
     */
    @Nullable
    Said read(String text, List<String> before, String next) {
        List<String> parts = Words.of(text);
        if (parts.isEmpty()) {
            return null;
        }
        String shown = "`" + text + "` ";
        if (edge(parts, words.looks()::contains)) {
            return new Said(Reversibility.READ_ONLY, Said.Strength.LOOKS, null, shown + "looks at something");
        }
        if (words.destroys().contains(text)) {
            return new Said(Reversibility.IRREVERSIBLE, Said.Strength.DESTROYS, null, shown + "destroys");
        }
        if (words.whole().contains(text) && next.isEmpty()) {
            return Said.unknown(shown + "may take away more than a program");
        }
        if (words.mild().contains(text)) {
            return new Said(
                    Reversibility.REVERSIBLE, Said.Strength.CHANGES, null, shown + "takes away what is empty or kept");
        }
        Meaning meaning = names.of(parts);
        boolean harms = meaning != null && meaning.harms() && meaning.reversibility() != Reversibility.UNKNOWN;
        Meaning among = names.of(phrase(parts, before, next));
        if (harms && meaning != null) {
            return harm(parts, meaning, among);
        }
        if (among != null
                && among.reversibility() == Reversibility.IRREVERSIBLE
                && among.kind() != null
                && TOGETHER.contains(among.kind())) {
            return new Said(among.reversibility(), Said.Strength.DESTROYS, among.kind(), among.reason());
        }
        return mild(parts, shown, meaning);
    }

    private Said harm(List<String> parts, Meaning meaning, @Nullable Meaning among) {
        boolean takesFromWhatStays = among != null
                && among.reversibility() == Reversibility.REVERSIBLE
                && (!words.deletes().contains(parts.get(0)) || among.reason().contains("cache"));
        if (takesFromWhatStays && among != null) {
            return new Said(among.reversibility(), Said.Strength.CHANGES, among.kind(), among.reason());
        }
        boolean verb = meaning.certain()
                || parts.stream().anyMatch(lexicon::destroys)
                || words.acts().contains(parts.get(0));
        return new Said(
                meaning.reversibility(),
                verb ? Said.Strength.DESTROYS : Said.Strength.NOUN,
                meaning.kind(),
                meaning.reason());
    }

    private @Nullable Said mild(List<String> parts, String shown, @Nullable Meaning meaning) {
        if (edge(parts, words.changes()::contains)) {
            return new Said(
                    Reversibility.REVERSIBLE,
                    Said.Strength.CHANGES,
                    null,
                    shown + "changes what the caller can change back");
        }
        if (edge(parts, words.looksOrIs()::contains)) {
            return new Said(Reversibility.READ_ONLY, Said.Strength.NOUN, null, shown + "looks at something");
        }
        if (edge(parts, words.changesOrIs()::contains)) {
            return new Said(
                    Reversibility.REVERSIBLE,
                    Said.Strength.NOUN,
                    null,
                    shown + "changes what the caller can change back");
        }
        if (words.runs().contains(parts.get(0)) && (parts.size() == 1 || meaning == null)) {
            return Said.unknown(shown + "may do anything, by what it is given");
        }
        return meaning == null
                ? null
                : new Said(meaning.reversibility(), Said.Strength.NOUN, meaning.kind(), meaning.reason());
    }

    /** The thing and the verb: {@code label remove}, {@code remove label}. */
    private static List<String> phrase(List<String> parts, List<String> before, String next) {
        List<String> phrase = new ArrayList<>(before);
        phrase.addAll(parts);
        if (before.isEmpty() && parts.size() == 1 && isName(Word.of(next))) {
            phrase.addAll(Words.of(next));
        }
        return phrase;
    }

    private boolean edge(List<String> parts, Predicate<String> verb) {
        return verb.test(parts.get(0)) || (verb.test(parts.get(parts.size() - 1)) && !lexicon.destroys(parts.get(0)));
    }

    /** {@code kafka-delete-records}: the name of an unknown program never makes it harmless. */
    @Nullable
    Said program(String program) {
        Meaning meaning = names.of(Words.of(program));
        return meaning == null || !meaning.harms() || meaning.reversibility() == Reversibility.UNKNOWN
                ? null
                : new Said(meaning.reversibility(), Said.Strength.DESTROYS, meaning.kind(), meaning.reason());
    }

    /** {@code kube-inspector}: a name of several words, the last of which says that it serves, shows or compares. */
    @Nullable
    Said mildProgram(String program) {
        List<String> parts = Words.of(program);
        return parts.size() > 1 && words.programs().contains(parts.get(parts.size() - 1)) && program(program) == null
                ? new Said(
                        Reversibility.REVERSIBLE,
                        Said.Strength.NOUN,
                        null,
                        "by its name `" + program + "` serves, shows or compares")
                : null;
    }

    /** Returns whether a word is one word that means many things, none of which is a verb in disguise. */
    boolean isPlural(String text) {
        boolean ends = text.length() > 3
                && text.endsWith("s")
                && NOT_PLURAL.stream().noneMatch(text::endsWith)
                && text.chars().allMatch(c -> c >= 'a' && c <= 'z');
        String one = ends ? text.substring(0, text.length() - 1) : "";
        return ends
                && program(one) == null
                && program(text) == null
                && !words.runs().contains(one);
    }

    /** Returns whether a word looks like a name, not like a path, an address, a number or a text. */
    static boolean isName(Word word) {
        String text = word.text();
        if (!word.known() || text.isEmpty() || text.length() > 60 || !Character.isLetter(text.charAt(0))) {
            return false;
        }
        return !text.contains("::")
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == ':');
    }
}
