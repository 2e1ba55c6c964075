package dev.agentguard.rules.prose;

import dev.agentguard.rules.Stems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is done, in a prohibition that is read by its words alone: in front of its object, "restart the pump", or behind
 * it, "campaign launches".
 *
 * @param verbs the verbs as they are said
 * @param end where the words behind them start
 */
record SaidVerbs(List<String> verbs, int end) {

    /** What systems are told to do and no writer does. */
    private static final Set<String> OPERATIONS =
            stems("power cycle reboot restart dismiss escalate transfer withdraw transcode ban unban block"
                    + " unblock mute unmute kick invite pin unpin import export sync synchronize restore clone fork"
                    + " mirror rollback demote scale resize attach detach mount unmount format flash reflash"
                    + " calibrate home jog arm disarm unlock lock rotate renew redeem refund charge bill invoice bid"
                    + " buy sell trade stake mint burn swap bridge vest delegate encrypt decrypt dial ring scan fax"
                    + " order reorder restock reserve evict cordon drain failover ingest reindex backfill crawl"
                    + " scrape train retrain finetune transcribe moderate hide unhide unpublish impersonate elevate"
                    + " grant anonymize deprovision onboard offboard unenroll bump replay retry requeue ack flush"
                    + " compact vacuum reseed seed replicate repoint redirect route bind listen expose tunnel pair"
                    + " unpair eject spin boot wake hibernate shut turn contact phone text message decline reject"
                    + " resolve snooze silence acknowledge triage lease rent hire fire pay payout settle reconcile"
                    + " capture void credit debit liquidate rebalance whitelist blacklist allowlist blocklist"
                    + " allocate associate disassociate deregister link unlink recover redact resend retire undeploy"
                    + " untag deprecate refresh request translate");

    /** Of these some only read. */
    private static final Set<String> READING = stems(
            "export import download dump print display expose fetch scrape crawl contact listen bind scan copy sync view"
                    + " open access read");

    private static final Set<String> SMALL = Set.of(
            "ever",
            "to",
            "be",
            "also",
            "do",
            "doing",
            "you",
            "we",
            "they",
            "i",
            "agents",
            "anything",
            "everything",
            "something",
            "that",
            "which");

    private static final Set<String> OF = Set.of("to", "of");
    private static final Set<String> RELATIVE = Set.of("that", "which");

    /** What stands between a verb and its object. */
    private static final Set<String> FURTHER =
            Vocabulary.words("to the a an any all your our my their its from into on");

    SaidVerbs {
        verbs = List.copyOf(verbs);
    }

    private static Set<String> stems(String words) {
        Set<String> stems = new HashSet<>();
        Vocabulary.words(words).forEach(word -> stems.add(Stems.of(word)));
        return Set.copyOf(stems);
    }

    /** Returns the verbs of a region; none if it has none. */
    static SaidVerbs of(List<Token> region, boolean imperative) {
        int at = 0;
        while (at < region.size() && isSmall(region.get(at))) {
            at++;
        }
        List<String> verbs = new ArrayList<>();
        if (at + 2 < region.size()
                && OF.contains(region.get(at + 1).word())
                && nominal(region.get(at).word()) != null) {
            // "changes to the rota"
            return new SaidVerbs(
                    List.of(Objects.requireNonNull(nominal(region.get(at).word()))), at + 2);
        }
        boolean told = at > 0 && RELATIVE.contains(region.get(at - 1).word());
        boolean more = at < region.size() && isFirst(region.get(at), imperative, told);
        while (more) {
            verbs.add(region.get(at).word());
            at = behindParticle(region, at + 1);
            int next = at;
            while (next < region.size()
                    && SaidWords.LINKS.contains(region.get(next).word())) {
                next++;
            }
            more = next > at && next < region.size() && isFurther(region.get(next), verbs);
            at = more ? next : at;
        }
        String behind = verbs.isEmpty() ? behindObject(region, at) : null;
        return new SaidVerbs(behind == null ? verbs : List.of(behind), at);
    }

    private static boolean isSmall(Token token) {
        return token.type() == Token.Type.MARK || SaidObjects.isSkipped(token.word()) || SMALL.contains(token.word());
    }

    /** "turn off the", not "on Friday". */
    private static int behindParticle(List<Token> region, int at) {
        boolean particle = at + 1 < region.size()
                && SaidWords.PARTICLES.contains(region.get(at).word())
                && !isOrdinary(region.get(at + 1));
        return particle ? at + 1 : at;
    }

    private static boolean isOrdinary(Token token) {
        return token.isWord()
                && !SaidWords.PREPOSITIONS.contains(token.word())
                && !SaidWords.LINKS.contains(token.word());
    }

    private static boolean isFirst(Token token, boolean imperative, boolean told) {
        String word = token.word();
        if (!token.isWord() || isGrammar(word)) {
            return false;
        }
        return imperative || isGerund(word) || (isKnown(word) && (told || !word.endsWith("s")));
    }

    private static boolean isFurther(Token token, List<String> verbs) {
        String word = token.word();
        boolean sameForm = verbs.stream().allMatch(SaidVerbs::isGerund) == isGerund(word);
        return token.isWord() && !isGrammar(word) && isKnown(word) && sameForm && !word.endsWith("s");
    }

    private static boolean isGrammar(String word) {
        return SaidWords.PREPOSITIONS.contains(word) || SaidWords.ENDS.contains(word) || SaidWords.LINKS.contains(word);
    }

    private static boolean isGerund(String word) {
        return word.endsWith("ing") && word.length() > 5;
    }

    private static boolean isKnown(String word) {
        return Doing.of(word) != null || Verb.of(word) != null || isOperation(word);
    }

    /** "campaign launches", "billing changes". */
    private static @Nullable String behindObject(List<Token> region, int from) {
        for (int i = from + 1; i < region.size() && region.get(i).isWord(); i++) {
            String word = region.get(i).word();
            if (isGrammar(word)) {
                return null;
            }
            if (nominal(word) != null) {
                return nominal(word);
            }
        }
        return null;
    }

    /** The verb that a noun stands for: "launches", "deletion", "publishing". */
    private static @Nullable String nominal(String word) {
        Verb verb = Verb.nominal(word);
        if (verb != null && verb != Verb.RUN) {
            return verb.name().toLowerCase(Locale.ROOT);
        }
        boolean does = Doing.of(word) != null && Doing.of(word) != Doing.RUN;
        return does && (word.endsWith("s") || isGerund(word)) ? word : null;
    }

    /** "… or write to its disk": another verb with objects of its own. */
    static boolean startAgain(List<Token> region, int i) {
        Token token = region.get(i);
        return token.isWord()
                && !token.word().endsWith("s")
                && isKnown(token.word())
                && i > 3
                && !SaidWords.LINKS.contains(region.get(i - 2).word())
                && FURTHER.contains(region.get(i + 1).word());
    }

    static boolean isOperation(String word) {
        return OPERATIONS.contains(Stems.of(word));
    }

    static boolean reads(String verb) {
        return READING.contains(Stems.of(verb));
    }

    /** Whether the word is one of the verbs once more: "launches" in "campaign launches". */
    boolean contains(String word) {
        return verbs.stream().anyMatch(verb -> Stems.of(verb).equals(Stems.of(word)));
    }
}
