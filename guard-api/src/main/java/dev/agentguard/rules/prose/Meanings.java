package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a verb and a noun mean together. */
final class Meanings {

    private Meanings() {}

    /** Returns what a verb means, with a noun or alone; null if that is not known. */
    static @Nullable Condition of(Verb verb, @Nullable Thing thing, String lemma, boolean recursive) {
        List<@Nullable Condition> all = new ArrayList<>();
        all.add(GitMeanings.of(verb, thing, lemma));
        all.add(DataMeanings.of(verb, thing, lemma));
        all.add(thing == null ? null : FileMeanings.of(verb, thing, lemma, recursive));
        all.add(SystemMeanings.of(verb, thing, lemma));
        all.add(thing == null ? null : PlatformMeanings.of(verb, thing, lemma));
        all.add(BuildMeanings.of(verb, thing));
        all.add(DeviceMeanings.of(verb));
        all.add(PeopleMeanings.of(verb, thing, lemma));
        List<Condition> known = new ArrayList<>();
        all.stream().filter(Objects::nonNull).forEach(known::add);
        return known.isEmpty() ? null : AnyOf.of(known);
    }
}
