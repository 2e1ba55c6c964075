package dev.agentguard.decision;

import dev.agentguard.decision.Finding.Verdict;
import dev.agentguard.scope.RequiredBackup;
import java.time.Duration;
import java.util.List;

/** What a developer requires of a tool before it runs. It only tightens. */
final class RequirementCheck {

    private RequirementCheck() {}

    static List<Finding> check(EffectFacts facts) {
        RequiredBackup required = facts.required();
        if (required == null || required.isMet()) {
            return List.of();
        }
        return List.of(Finding.of(
                Verdict.ASK,
                "backup.required",
                Texts.subject(facts.effect()) + " needs a backup that is younger than " + inWords(required.within())
                        + " and outside of what it takes away, declared on the tool",
                required.found().evidence(),
                "have a backup made, which `backups` in guard.yaml names, and try again"));
    }

    static String inWords(Duration within) {
        long seconds = within.toSeconds();
        if (seconds >= 48 * 3600 && seconds % (24 * 3600) == 0) {
            return seconds / (24 * 3600) + " d";
        }
        if (seconds >= 2 * 3600 && seconds % 3600 == 0) {
            return seconds / 3600 + " h";
        }
        return seconds >= 2 * 60 && seconds % 60 == 0 ? seconds / 60 + " min" : within.toString();
    }
}
