package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.Nouns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads "create gists", "campaign launches": a verb that acts on other systems, and nouns that nobody knows. It means
 * the operations that are named like that.
 */
final class NamedActs {

    private static final Set<String> LINKS = Set.of("or", "and", "nor", ",", "/", "&");
    private static final Set<String> SKIPPED = Vocabulary.words(
            "any all the a an new real live public your our their my more other existing paid external "
                    + "additional of to");
    private static final Set<String> ENDS = Vocabulary.words(
            "in on for with from via by at during using unless without outside as so ( : \u2014 against "
                    + "into through");
    private static final Set<String> NOT_NOUNS = Vocabulary.words(
            "here null version system systems gate linter there now node config setting settings default defaults"
                    + " style schema interface mock mocks type endpoint route table column string number instance object"
                    + " rule rules mail working own business core existing internal package packages module modules build"
                    + " output ui ux design theme word words line lines label labels agent agents model models plan plans"
                    + " note notes claim claims report reports release product feature anything something everything"
                    + " things thing it them this that these those code feature features file files work content name"
                    + " names value values pattern patterns abstraction abstractions logic behavior behaviour api apis"
                    + " variables types state dependency dependencies folder directory script scripts command commands way"
                    + " ways assumption assumptions example examples sections change changes tests you yourself us user"
                    + " users page pages prompt tool tools documents summary details information text project architecture"
                    + " workaround workarounds helper helpers library libraries framework wrapper link links image images"
                    + " status option options flag flags format shape it's");
    private static final int MOST_NOUNS = 3;

    /** What is done, by the words that names of operations have for it. */
    @SuppressWarnings("ImmutableEnumChecker") // its sets are copies
    private enum Act {
        CREATE("create add new make register open schedule book start launch", "POST PUT"),
        CHANGE(
                "update change edit modify set rename alter mark assign reassign move patch put replace adjust",
                "PUT PATCH POST"),
        SEND(
                "send submit post publish launch start schedule trigger announce broadcast release run create",
                "POST PUT"),
        FOLLOW("follow unfollow subscribe unsubscribe like vote star react join leave", "POST PUT DELETE"),
        END("cancel stop pause archive close terminate disable deactivate suspend end", "POST PUT PATCH DELETE");

        private final Set<String> names;
        private final Set<String> methods;

        Act(String names, String methods) {
            this.names = Set.of(names.split(" ", -1));
            this.methods = Set.of(methods.split(" ", -1));
        }
    }

    private static final Map<String, Act> VERBS = new HashMap<>();

    static {
        put(Act.CREATE, "create creating creation register registering provision provisioning");
        put(Act.CREATE, "schedule scheduling book booking");
        put(Act.CHANGE, "update updating change changing edit editing modify modifying alter altering rename renaming");
        put(Act.CHANGE, "mark marking assign assigning reassign reassigning");
        put(Act.SEND, "send sending submit submitting post posting publish publishing launch launching launches");
        put(Act.SEND, "trigger triggering announce announcing broadcast broadcasting");
        put(Act.FOLLOW, "follow unfollow unfollowing subscribe subscribing vote voting auto-follow");
        put(Act.END, "cancel canceling cancelling pause pausing archive archiving");
        put(Act.END, "deactivate deactivating terminate terminating suspend suspending");
    }

    private NamedActs() {}

    private static void put(Act act, String words) {
        for (String word : Vocabulary.words(words)) {
            VERBS.put(word, act);
        }
    }

    /** Returns the actions that are named; none if a word says that they are about something else. */
    static List<Found> read(List<Token> region) {
        Act act = null;
        List<List<String>> objects = new ArrayList<>();
        List<String> nouns = new ArrayList<>();
        boolean open = true;
        for (int i = 0; i < region.size() && open; i++) {
            Token token = region.get(i);
            String word = token.word();
            if (token.isCode() || token.type() == Token.Type.QUOTE) {
                return List.of();
            }
            boolean skipped = !token.isWord() || SKIPPED.contains(word) || word.endsWith("ly");
            if (ENDS.contains(word)) {
                open = false;
            } else if (LINKS.contains(word)) {
                close(objects, nouns);
                nouns = new ArrayList<>();
            } else if (!skipped && nouns.isEmpty() && objects.isEmpty() && VERBS.containsKey(word)) {
                act = act == null ? VERBS.get(word) : act;
            } else if (!skipped && (act != null || VERBS.containsKey(word))) {
                // "campaign launches": the verb behind its object
                Act behind = act == null ? VERBS.get(word) : null;
                act = act == null ? behind : act;
                if (behind == null && !addNoun(nouns, token)) {
                    return List.of();
                }
            } else if (!skipped && !addNoun(nouns, token)) {
                return List.of();
            }
        }
        close(objects, nouns);
        return found(act, objects);
    }

    private static List<Found> found(@Nullable Act act, List<List<String>> objects) {
        if (act == null) {
            return List.of();
        }
        List<Found> founds = new ArrayList<>();
        for (List<String> nouns : objects) {
            founds.add(Found.plain(new NamedAct(act.names, nouns, Reversibility.REVERSIBLE, act.methods)));
        }
        return founds;
    }

    private static void close(List<List<String>> objects, List<String> nouns) {
        boolean said =
                !nouns.isEmpty() && nouns.size() <= MOST_NOUNS && nouns.stream().noneMatch(NOT_NOUNS::contains);
        if (said) {
            objects.add(List.copyOf(nouns));
        }
    }

    /** Whether the word may be a noun of a system; one of code makes another sentence of it. */
    private static boolean addNoun(List<String> nouns, Token token) {
        String word = token.word();
        if (ClauseWords.isOfCode(word) || !word.chars().allMatch(Character::isLetter) || word.length() < 3) {
            return false;
        }
        nouns.add(Nouns.singular(word));
        return true;
    }
}
