package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import java.util.List;

/** What hosts repositories: pull requests, merges and references by its own interface. */
final class CodeHosts {

    private CodeHosts() {}

    /** References by GitHub's own interface: branches and tags. */
    static Condition refs(Reversibility least) {
        return AllOf.of(
                Effects.of(least, "ref", "refs"),
                new OnHost(List.of("api.github.com")),
                new Unless(Effects.operations("git:*")));
    }

    static Condition merges() {
        return AnyOf.of(
                Operates.writing("gh:pr-merge", "glab:mr-merge"),
                Operates.writing("tool:*merge*"),
                github("*merge*"),
                Operates.writing("gitlab:*merge"));
    }

    static Condition pulls(String lemma) {
        String verb = lemma.equals("open") ? "create" : lemma;
        return AnyOf.of(
                Operates.writing("gh:pr-" + verb + "*", "glab:mr-" + verb + "*"),
                Operates.writing("tool:*" + verb + "*pull*", "tool:*" + verb + "*merge*request*"),
                github(verb.equals("create") ? "*pulls" : "*pulls*"));
    }

    static Condition github(String path) {
        return AllOf.of(
                Operates.writing("github:" + path, "http:*"),
                new OnHost(List.of("api.github.com")),
                Effects.writing("pull", "pulls", "merge", "merges", "content", "contents"),
                new Unless(new Operates(dev.agentguard.effect.Glob.of(List.of("git:*")), Reversibility.READ_ONLY)));
    }
}
