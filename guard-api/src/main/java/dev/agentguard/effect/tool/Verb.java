package dev.agentguard.effect.tool;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the verbs in the names of tools mean. */
enum Verb {
    /** Looks at something. */
    READ(
            Reversibility.READ_ONLY,
            Kind.DATA,
            "get list read search find show describe fetch query count check view lookup look see inspect explain display"
                    + " print peek browse download export head stat stats info status diff compare validate verify"
                    + " lint analyze analyse summarize summarise preview ping whoami resolve retrieve load scan tail"
                    + " watch monitor poll help detect measure calculate compute estimate convert translate is has"),
    /** Makes or changes something that the same caller changes back. */
    WRITE(
            Reversibility.REVERSIBLE,
            Kind.DATA,
            "create add update set edit modify change rename move copy clone duplicate upload insert upsert put patch"
                    + " write save append prepend attach detach link unlink assign unassign enable disable configure"
                    + " register subscribe unsubscribe tag untag label comment reply open close reopen merge commit"
                    + " checkout branch mark toggle new make generate init initialize provision import store upvote"
                    + " archive unarchive restore undelete stage unstage pin unpin follow unfollow lock unlock invite"
                    + " join leave increment decrement replace rebase post react bookmark log record"),
    /** Changes what runs. */
    RUN(
            Reversibility.REVERSIBLE,
            Kind.COMPUTE,
            "start stop restart reboot pause resume suspend deploy redeploy rollback scale resize build rebuild install"
                    + " launch boot retry rerun cancel enqueue trigger shutdown schedule unschedule"),
    /** Moves something to where it stays for a while. */
    TRASH(Reversibility.RECOVERABLE, Kind.DATA, "trash recycle"),
    /** Does whatever its arguments say. */
    ANYTHING(
            Reversibility.UNKNOWN,
            Kind.DATA,
            "run execute exec eval evaluate call invoke apply process handle perform do manage sync migrate upgrade"
                    + " push submit request dispatch act interact use operate control command"),
    /** Moves money. */
    PAY(
            Reversibility.IRREVERSIBLE,
            Kind.MONEY,
            "pay refund payout transfer charge purchase buy withdraw reimburse disburse remit wire capture order book"),
    /** Sends something to people. */
    SEND(Reversibility.IRREVERSIBLE, Kind.MESSAGE, "send resend email mail sms notify broadcast fax dial"),
    /** Publishes something. */
    RELEASE(Reversibility.IRREVERSIBLE, Kind.RELEASE, "publish republish release"),
    /** Takes something away for good; counts anywhere in a name. */
    DESTROY(
            Reversibility.IRREVERSIBLE,
            Kind.DATA,
            "delete deletes deleting del deletion remove removes removal destroy destroys destruction drop drops purge"
                    + " wipe erase truncate terminate revoke reset rm rmdir unpublish flush shred nuke obliterate expunge"
                    + " clear empty prune evict discard uninstall decommission deprovision teardown overwrite format"
                    + " kill rotate invalidate forget zap expire cleanup");

    private static final Map<String, Verb> BY_WORD = new HashMap<>();

    /** Verbs that are long enough to be recognised where they are written together with their object. */
    private static final Set<String> LONG_DESTROYING = new HashSet<>();

    static {
        for (Verb verb : values()) {
            for (String word : verb.words.split(" ", -1)) {
                BY_WORD.put(word, verb);
                if (verb == DESTROY && word.length() >= 6) {
                    LONG_DESTROYING.add(word);
                }
            }
        }
    }

    private final Reversibility reversibility;
    private final Kind kind;
    private final String words;

    Verb(Reversibility reversibility, Kind kind, String words) {
        this.reversibility = reversibility;
        this.kind = kind;
        this.words = words;
    }

    Reversibility reversibility() {
        return reversibility;
    }

    Kind kind() {
        return kind;
    }

    /** Returns the meaning of a word, also of a long verb that is written together with its object, or null. */
    static @Nullable Verb of(String word) {
        Verb verb = BY_WORD.get(word);
        return verb == null && destroysTogether(word) ? DESTROY : verb;
    }

    /** {@code deleteuser}, but neither {@code deleted} nor {@code removable}. */
    private static boolean destroysTogether(String word) {
        return !word.endsWith("able")
                && LONG_DESTROYING.stream()
                        .filter(verb -> word.length() >= verb.length() + 3)
                        .anyMatch(verb -> word.startsWith(verb) || (word.endsWith(verb) && !word.startsWith("un")));
    }
}
