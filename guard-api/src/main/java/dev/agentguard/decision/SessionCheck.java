package dev.agentguard.decision;

import dev.agentguard.decision.Finding.Verdict;
import dev.agentguard.rules.Influence;
import java.util.List;

/** What the session made itself, and what it was refused before. */
final class SessionCheck {

    private SessionCheck() {}

    /** Whether the session made what it is about to change or delete. */
    static boolean isOwn(EffectFacts facts) {
        return facts.history().own() != null;
    }

    static Finding own(EffectFacts facts) {
        return Finding.of(
                Verdict.ALLOW,
                "allowance.own-creation",
                Texts.subject(facts.effect()) + " is the session's own",
                String.valueOf(facts.history().own()),
                null);
    }

    /** Changes no verdict; who decides for another reason is told, and rules may ask for it. */
    static List<Finding> influenced(Facts facts) {
        Influence influence = facts.influence();
        return !influence.isThere() || facts.onlyRead()
                ? List.of()
                : List.of(Finding.of(
                        Verdict.INFORM,
                        "session.influenced",
                        "before this the session read what others may have written, and may follow it: "
                                + String.join(", ", influence.by()),
                        "since " + influence.since(),
                        null));
    }

    static List<Finding> refused(EffectFacts facts) {
        String refused = facts.history().refused();
        return refused == null
                ? List.of()
                : List.of(Finding.of(
                        Verdict.DENY,
                        "session.refused-before",
                        Texts.subject(facts.effect()) + " was refused in this session in another form: " + refused,
                        facts.effect().evidence().toString(),
                        "do not try it again; tell the human what you wanted to reach"));
    }
}
