package dev.agentguard.effect.tool;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the verbs in the names of tools mean. A star marks words that are as often a noun ({@code list}, {@code order}):
 * those count less, see {@link ToolName}.
 */
enum Verb {
    /** Looks at something. */
    READ(
            Reversibility.READ_ONLY,
            Kind.DATA,
            "get find show describe fetch lookup inspect retrieve display summarize summarise analyze analyse whoami"
                    + " list* read* search* query* count* check* view* look* see* explain* peek* browse* download*"
                    + " export* head* stat* stats* info* status* details* diff* compare* validate* verify* lint*"
                    + " preview* ping* tail* help* detect* measure* calculate* compute* estimate* is* has*"),
    /** Makes or changes something that the same caller changes back. */
    WRITE(
            Reversibility.REVERSIBLE,
            Kind.DATA,
            "create add update edit modify rename move clone duplicate upload insert upsert write save append prepend"
                    + " attach detach unlink assign unassign enable disable configure register subscribe unsubscribe"
                    + " untag close reopen toggle make generate initialize provision unarchive undelete unstage unpin"
                    + " follow unfollow unlock invite increment decrement connect disconnect grant approve reject"
                    + " accept decline acknowledge resolve reserve"
                    + " set* change* copy* put* patch* link* tag* label* comment* reply* open* merge* commit* branch*"
                    + " mark* new* init* import* store* archive* stage* pin* lock* join* leave* replace* post* react*"
                    + " bookmark* log* record* snapshot* transition*"),
    /** Changes what runs. */
    RUN(
            Reversibility.REVERSIBLE,
            Kind.COMPUTE,
            "stop restart reboot resume suspend deploy redeploy rollback resize install retry rerun cancel enqueue"
                    + " unschedule start* pause* scale* build* launch* boot* trigger* shutdown* schedule*"),
    /** Moves something to where it stays for a while. */
    TRASH(Reversibility.RECOVERABLE, Kind.DATA, "trash recycle"),
    /** May do anything, by its arguments or by what it overwrites. */
    UNCLEAR(
            Reversibility.UNKNOWN,
            Kind.DATA,
            "execute exec eval evaluate call invoke apply perform manage sync migrate upgrade push submit dispatch"
                    + " interact operate restore rebuild rebase checkout run* process* handle* do* request* act* use*"
                    + " control* command*"),
    /** Moves money. */
    PAY(
            Reversibility.IRREVERSIBLE,
            Kind.MONEY,
            "pay buy withdraw reimburse disburse remit refund* payout* payment* transfer* charge* purchase* wire*"
                    + " capture* order* book*"),
    /** Sends something to people. */
    SEND(Reversibility.IRREVERSIBLE, Kind.MESSAGE, "send resend notify email* mail* sms* broadcast* fax* dial*"),
    /** Publishes something. */
    RELEASE(Reversibility.IRREVERSIBLE, Kind.RELEASE, "publish republish release*"),
    /** Takes something away for good; counts anywhere in a name. */
    DESTROY(
            Reversibility.IRREVERSIBLE,
            Kind.DATA,
            "delete deletes deleting del deletion remove removes removal destroy destroys destruction drop drops purge"
                    + " wipe erase truncate terminate revoke reset rm rmdir unpublish flush shred nuke obliterate expunge"
                    + " clear empty prune evict discard uninstall decommission deprovision teardown overwrite format"
                    + " kill rotate invalidate forget zap expire cleanup unset");

    private static final Map<String, Verb> BY_WORD = new HashMap<>();

    private static final Set<String> NOUNS = new HashSet<>();

    /** Verbs that are long enough to be recognised where they are written together with their object. */
    private static final Set<String> LONG_DESTROYING = new HashSet<>();

    static {
        for (Verb verb : values()) {
            for (String entry : verb.words.split(" ", -1)) {
                String word = entry.endsWith("*") ? entry.substring(0, entry.length() - 1) : entry;
                BY_WORD.put(word, verb);
                if (entry.endsWith("*")) {
                    NOUNS.add(word);
                }
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

    /** Returns whether a verb is as often a noun. */
    static boolean isNounToo(String word) {
        return NOUNS.contains(word);
    }

    /** {@code deleteuser}, but neither {@code deleted} nor {@code removable}. */
    private static boolean destroysTogether(String word) {
        return !word.endsWith("able")
                && LONG_DESTROYING.stream()
                        .filter(verb -> word.length() >= verb.length() + 3)
                        .anyMatch(verb -> word.startsWith(verb) || (word.endsWith(verb) && !word.startsWith("un")));
    }
}
