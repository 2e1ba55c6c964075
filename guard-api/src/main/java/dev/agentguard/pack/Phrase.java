package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.pack.Verbs.As;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One act within a name. Its head is the word that is most certainly a verb, at the start rather than at the end and at
 * an end rather than between; what stands behind a preposition is not the act. A verb that destroys counts wherever it
 * stands, unless the head only looks at it or sets something about it.
 */
final class Phrase {

    /** What a word loses that stands between others: a verb there is less certain than {@code list} at the start. */
    private static final int BETWEEN = 8;

    /** What a verb is about that names no thing. */
    private static final String NOTHING = "nothing";

    private final Lexicon lexicon;
    private final List<String> words;
    private final List<String> name;
    private final List<String> beside;
    private final String method;
    private int end;

    private @Nullable Verbs head;
    private int headAt = -1;
    private @Nullable Verbs destroyer;
    private int destroyerAt = -1;

    Phrase(Lexicon lexicon, List<String> words, List<String> name, List<String> beside, String method) {
        this.lexicon = lexicon;
        this.words = words;
        this.name = name;
        this.beside = beside;
        this.method = method;
        this.end = words.size();
        this.end = end();
    }

    @Nullable
    Meaning meaning() {
        int best = -1;
        for (int i = 0; i < words.size(); i++) {
            Verbs sense = sense(i);
            if (sense == null) {
                continue;
            }
            if (sense.anywhere() && sense.harms()) {
                if (destroyer == null || i < end) {
                    boolean worse = destroyer == null
                            || (sense.reversibility() != destroyer.reversibility()
                                    && sense.reversibility().worse(destroyer.reversibility()) == sense.reversibility());
                    destroyer = worse ? sense : destroyer;
                    destroyerAt = worse ? i : destroyerAt;
                }
            } else if (i < end && rank(sense, i) > best) {
                best = rank(sense, i);
                head = sense;
                headAt = i;
            }
        }
        return decided();
    }

    private @Nullable Meaning decided() {
        Verbs act = head;
        Verbs destroys = destroyer;
        if (destroys == null) {
            return act == null ? null : notOnlyLooking(act);
        }
        if (joinsThings()) {
            return new Meaning(Reversibility.REVERSIBLE, null, true, "takes a relation from what stays");
        }
        if (act == null) {
            return of(destroys, destroyerAt);
        }
        return switch (act.reversibility()) {
            case READ_ONLY -> beside(act, destroys);
            case REVERSIBLE -> setsOnly(act) ? of(act, headAt) : of(destroys, destroyerAt);
            case RECOVERABLE -> named(destroyerAt) ? of(act, headAt) : of(destroys, destroyerAt);
            default -> of(destroys, destroyerAt).orWorse(of(act, headAt));
        };
    }

    /** A word that may be a noun reads only where no verb that is more certain changes something. */
    private Meaning notOnlyLooking(Verbs act) {
        Meaning worst = of(act, headAt);
        if (act.reversibility() != Reversibility.READ_ONLY || act.as() == As.VERB) {
            return worst;
        }
        for (int i = 0; i < end; i++) {
            Verbs other = i == headAt ? null : sense(i);
            if (other != null && (other.as() == As.VERB || (other.as() == As.EITHER && headAt > i && i > 0))) {
                worst = worst.orWorse(of(other, i));
            }
        }
        return worst;
    }

    /** {@code issueToReleaseDelete}: the row that joins two things. */
    private boolean joinsThings() {
        int to = words.indexOf("to");
        return to > 0 && to < destroyerAt - 1 && destroyerAt == end - 1 && headAt < 0;
    }

    /** A verb that looks, beside one that destroys: {@code get_delete_status}, {@code search_index_delete}. */
    private Meaning beside(Verbs looks, Verbs destroys) {
        if (headAt == 0 && lexicon.in("predicates", words.get(0))) {
            return of(looks, headAt);
        }
        boolean standing = looks.as() != As.NOUN || (destroyerAt > 0 && lexicon.in("standings", words.get(headAt)));
        if (!standing) {
            return of(destroys, destroyerAt);
        }
        boolean ofThing = named(destroyerAt) || outcomeBehind();
        if (ofThing && (headAt < destroyerAt || (looks.as() == As.VERB && headAt == end - 1))) {
            return of(looks, headAt);
        }
        boolean certain = looks.as() == As.VERB && headAt < destroyerAt;
        boolean between = headAt == 0 && destroyerAt < end - 1;
        if (looks.as() == As.VERB && headAt == end - 1 && destroyerAt > 0) {
            certain = true;
        }
        if (certain || between || (outcomeBehind() && destroyerAt > 0)) {
            return new Meaning(
                    Reversibility.UNKNOWN,
                    destroys.kind(),
                    true,
                    "`" + words.get(headAt) + "` looks, but `" + words.get(destroyerAt) + "` destroys");
        }
        return of(destroys, destroyerAt);
    }

    /** {@code set_delete_protection}, {@code deletion_policy_update}: about a destruction, not one. */
    private boolean setsOnly(Verbs act) {
        int next = destroyerAt + 1;
        boolean setting = next < end && next != headAt && lexicon.in("settings", words.get(next));
        boolean ofSetting = headAt == 0 && act.as() == As.VERB && lexicon.in("set-things", words.get(end - 1));
        return act.as() != As.NOUN && (setting || ofSetting);
    }

    private boolean outcomeBehind() {
        int next = destroyerAt + 1;
        return next < words.size() && lexicon.in("outcomes", words.get(next));
    }

    /** {@code deletion}, {@code removal}, {@code erasure}: the name of an act. */
    private boolean named(int at) {
        String word = words.get(at);
        return word.endsWith("ion") || word.endsWith("al") || word.endsWith("ure");
    }

    private Meaning of(Verbs verbs, int at) {
        return new Meaning(
                verbs.reversibility(), verbs.kind(), certain(verbs), "`" + words.get(at) + "` " + verbs.reason());
    }

    private static boolean certain(Verbs verbs) {
        return verbs.as() != As.NOUN && !verbs.opaque();
    }

    private int rank(Verbs sense, int at) {
        if (at > 0 && at < end - 1) {
            boolean noun = sense.as() == As.NOUN
                    || (sense.as() == As.EITHER
                            && sense.reversibility() == Reversibility.READ_ONLY
                            && !lexicon.in("inner", words.get(at)));
            return noun ? -1 : sense.as().weight() - BETWEEN;
        }
        return sense.as().weight() + (at == 0 ? 3 : 2);
    }

    /** Where a preposition behind a verb ends the act. */
    private int end() {
        boolean verb = false;
        for (int i = 0; i < words.size(); i++) {
            if (verb && lexicon.in("prepositions", words.get(i))) {
                return i;
            }
            verb |= sense(i) != null;
        }
        return words.size();
    }

    private @Nullable Verbs sense(int at) {
        for (Verbs group : lexicon.senses(words.get(at))) {
            if (holds(group, at)) {
                return group;
            }
        }
        return null;
    }

    private boolean holds(Verbs group, int at) {
        if (!group.methods().isEmpty()
                && (at != end - 1 || (!method.isEmpty() && !group.methods().contains(method)))) {
            return false; // a collection is named by the last word
        }
        if (!group.of().isEmpty() || !group.notOf().isEmpty()) {
            String thing = thing(at);
            if ((!group.of().isEmpty() && !Lexicon.within(group.of(), thing)) || Lexicon.within(group.notOf(), thing)) {
                return false;
            }
        }
        if (group.from() && !fromAny(group.with())) {
            return false;
        }
        if (!group.from() && !group.with().isEmpty() && !around(group.with(), at)) {
            return false;
        }
        return group.without().isEmpty() || !around(group.without(), -1);
    }

    /** The last noun of what follows the verb, else the word in front of it, else the last word beside the name. */
    private String thing(int at) {
        if (at < end - 1) {
            return words.get(end - 1);
        }
        if (at == 0 && end < words.size()) {
            return NOTHING; // `remove_from_list`
        }
        if (at > 0) {
            return words.get(at - 1);
        }
        for (int i = beside.size() - 1; i >= 0; i--) {
            if (!beside.get(i).equals(words.get(at))) {
                return beside.get(i);
            }
        }
        return NOTHING;
    }

    private boolean around(Set<String> nouns, int except) {
        for (int i = 0; i < name.size(); i++) {
            boolean itself = except >= 0 && name.get(i).equals(words.get(except));
            if (!itself && Lexicon.within(nouns, name.get(i))) {
                return true;
            }
        }
        for (String word : beside) {
            boolean itself = except >= 0 && word.equals(words.get(except));
            if (!itself && Lexicon.within(nouns, word)) {
                return true;
            }
        }
        return false;
    }

    private boolean fromAny(Set<String> groups) {
        int from = words.indexOf("from");
        for (int i = from + 1; from > 0 && i < words.size(); i++) {
            if (groups.isEmpty() || Lexicon.within(groups, words.get(i))) {
                return true;
            }
        }
        return false;
    }
}
