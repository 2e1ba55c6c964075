package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;

/** Verbs that share their objects: "delete or truncate tables and volumes". Filled while it is read. */
final class Clause {

    final List<Verb> verbs = new ArrayList<>();
    final List<String> lemmas = new ArrayList<>();
    final List<Thing> things = new ArrayList<>();
    final List<String> paths = new ArrayList<>();

    boolean recursive;
    /** Its objects are complete, so that a further one starts another clause. */
    boolean closed;
    /** A noun that nobody knows stands where its object is expected. */
    boolean dangling;
    /** "scale to zero". */
    boolean toNothing;

    boolean isEmpty() {
        return verbs.isEmpty() && !hasObjects();
    }

    boolean hasObjects() {
        return !things.isEmpty() || !paths.isEmpty();
    }

    /** Whether no verb says more than that something is run or used. */
    boolean onlyRuns() {
        return verbs.stream().allMatch(verb -> verb == Verb.RUN);
    }

    boolean hasAny(Verb... any) {
        for (Verb verb : any) {
            if (verbs.contains(verb)) {
                return true;
            }
        }
        return false;
    }

    void add(Verb verb, String lemma) {
        verbs.add(verb);
        lemmas.add(lemma);
    }

    void clearVerbs() {
        verbs.clear();
        lemmas.clear();
    }

    void replaceVerbs(Verb verb, String lemma) {
        clearVerbs();
        add(verb, lemma);
    }

    void add(Thing thing) {
        if (thing == Thing.ACCESS_CODE) {
            things.remove(Thing.ACCESS);
        }
        if (!things.contains(thing)) {
            things.add(thing);
        }
    }

    boolean namesFiles() {
        return things.stream().anyMatch(ClauseWords.FILES::contains);
    }

    /** The path says which files are meant. */
    void locate(String path) {
        things.removeAll(ClauseWords.FILES);
        paths.add(path);
    }
}
