package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import dev.agentguard.rules.Stems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What something is done to, by nouns that nobody knows: "marketing campaigns", "the `billing` module". A noun counts
 * with all that narrows it; words that stand for anything count for nothing. Filled while a sentence is read.
 */
final class SaidObjects {

    private static final int MOST_NOUNS = 4;

    /** Words of which an action shows nothing. */
    private static final Set<String> SKIPPED = Vocabulary.words(
            "any all the a an new real live our your their my his her its more other existing paid external additional to"
                    + " every each such these those this that same another actual current own certain important sensitive"
                    + " is are never not no newly various specific several further extra manual automated automatic auto unattended");

    /** Nouns that say nothing alone. */
    private static final Set<String> EMPTY = Vocabulary.words(
            "here null version system gate linter there now node config setting default style schema interface mock type"
                    + " endpoint route column string number instance object rule working business core internal"
                    + " package module build output ui ux design theme word line label agent model plan claim"
                    + " feature anything something everything thing it them us you yourself user code file"
                    + " work content name value pattern abstraction logic behavior behaviour api variable state dependency"
                    + " folder directory command way assumption example section change test page prompt tool"
                    + " document summary detail information text project architecture workaround helper library framework"
                    + " wrapper status option flag format shape it's part step task item list data function"
                    + " method class component service server account action operation job process resource workflow"
                    + " integration mcp cli connector skill one ones two three session message request response result"
                    + " call entry record row field key configuration tests mode level material others person people"
                    + " comment comments decision question answer issue problem error bug fix scope goal time date day"
                    + " week phase stage approach structure convention standard standards practice policy guideline"
                    + " environment production staging repo repository branch commit git public private"
                    + " commands purpose reason place point case use run set kind sort lot bit itself letters period");

    /** Nouns that a name leaves out: "billing settings" are called `billing`. */
    private static final Set<String> DROPPED = Vocabulary.words(
            "file code page module component folder directory setting config configuration logic service system record"
                    + " entry data item content information detail feature functionality tool api behavior behaviour thing"
                    + " value text stuff material mcp cli integration endpoint operation action option area one");

    private static final List<String> ADJECTIVES =
            List.of("ed", "able", "ible", "ous", "ful", "less", "ive", "ish", "ary", "est");
    private static final Set<String> KINDS = Vocabulary.words(
            "empty big small huge large whole same similar raw broken different wrong bad good old legacy temporary public"
                    + " private global local shared common generic random unknown foreign open complete full partial long"
                    + " short external internal individual separate single multiple many few less second first last next");

    /** Nouns that say that a system is meant, which does many things. */
    private static final Set<String> SYSTEMS = Vocabulary.words(
            "tool tools api apis mcp service services server servers integration integrations cli connector connectors"
                    + " account accounts skill endpoint endpoints");

    /** Nouns that say that files of a program are meant. */
    private static final Set<String> PROGRAMS =
            Vocabulary.words("code module modules logic component components page pages");

    private final List<Set<String>> objects = new ArrayList<>();
    private final Set<String> required = new HashSet<>();
    private final Set<String> nouns = new HashSet<>();
    private boolean system;
    private boolean program;
    private boolean named;
    private boolean requiresName;
    private boolean module;
    private boolean component;
    /** Whether the object under way has a noun that says something alone. */
    private boolean says;

    /** Nouns that end like adverbs. */
    private static final Set<String> NO_ADVERBS = Vocabulary.words(
            "nightly weekly monthly daily hourly yearly quarterly anomaly family supply reply assembly");

    static boolean isSkipped(String word) {
        return SKIPPED.contains(word) || (word.endsWith("ly") && !NO_ADVERBS.contains(word));
    }

    static boolean isEmpty(String word) {
        return EMPTY.contains(word) || EMPTY.contains(Nouns.singular(word));
    }

    /** Adds a noun to the object under way. */
    void add(Token token, boolean proper) {
        String word = token.word();
        String text = token.text();
        if (text.length() < 2 || !isWord(text) || isPossessive(word) || KINDS.contains(word)) {
            return;
        }
        boolean empty = isEmpty(word);
        boolean name = proper && !empty;
        system |= SYSTEMS.contains(word);
        program |= PROGRAMS.contains(word);
        named |= name;
        component |= name && token.isCode() && isTitled(text);
        module |= !nouns.isEmpty() && word.equals("module");
        boolean dropped = !name && DROPPED.contains(Nouns.singular(word));
        says |= name || (!empty && !isKind(word) && !Vocabulary.NEUTRAL.contains(word) && text.length() > 2);
        if (!dropped) {
            addStems(nouns, text, name);
        }
    }

    /** {@code AppShell}: as names of classes are written. */
    private static boolean isTitled(String text) {
        return Character.isUpperCase(text.charAt(0)) && text.chars().anyMatch(Character::isLowerCase);
    }

    /** "PagerDuty" is one word wherever it is written so. */
    private static void addStems(Set<String> stems, String text, boolean name) {
        if (name && text.chars().allMatch(Character::isLetterOrDigit)) {
            stems.add(Stems.of(text));
        } else {
            Stems.addTo(stems, text);
        }
    }

    /** "the user's": whose it is. */
    static boolean isPossessive(String word) {
        return word.endsWith("'s") || word.endsWith("s'");
    }

    /** Whether the word says only of which kind something is. */
    static boolean isKind(String word) {
        return KINDS.contains(word)
                || word.startsWith("un")
                || word.startsWith("non")
                || ADJECTIVES.stream().anyMatch(end -> word.endsWith(end) && word.length() > end.length() + 2);
    }

    /** Adds a word that every object must stand with: "in Slack", "to the admin group". */
    void require(String word, boolean name, boolean alone) {
        addStems(required, word, name);
        named |= name;
        requiresName |= alone;
    }

    /** Ends the object under way. */
    void close() {
        if (says && !nouns.isEmpty() && nouns.size() <= MOST_NOUNS) {
            objects.add(Set.copyOf(nouns));
        }
        nouns.clear();
        says = false;
    }

    boolean isUnderWay() {
        return !nouns.isEmpty() || !objects.isEmpty();
    }

    /** Returns the objects, each as the stems that belong together. */
    List<Set<String>> all() {
        close();
        if (objects.isEmpty() && requiresName) {
            // "change a flag in LaunchDarkly"
            return List.of(Set.copyOf(required));
        }
        return objects.stream().map(this::whole).toList();
    }

    private Set<String> whole(Set<String> object) {
        Set<String> whole = new HashSet<>(object);
        whole.addAll(required);
        return Set.copyOf(whole);
    }

    /** Whether one of them is a name, in capitals or back-ticks. */
    boolean isNamed() {
        return named;
    }

    /** "the billing module", "the `AppShell` component": a name that files of programs have. */
    boolean isFileOfProgram() {
        return required.isEmpty() && (module || component);
    }

    boolean isSystem() {
        return system;
    }

    boolean isProgram() {
        return program;
    }

    private static boolean isWord(String word) {
        return word.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_-./#'".indexOf(c) >= 0)
                && word.chars().anyMatch(Character::isLetterOrDigit);
    }
}
