package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import java.util.Set;

/** Reads what something is done to, by the longest noun phrase that is known. */
final class NounReader implements PhraseReader {

    /** What says of files which they are. */
    private static final Set<Thing> KINDS_OF_FILES = Set.of(
            Thing.SECRET,
            Thing.ENV_FILE,
            Thing.ENV_VARIABLE,
            Thing.GENERATED,
            Thing.CI,
            Thing.CONFIG,
            Thing.MIGRATION,
            Thing.DEPLOY_CONFIG,
            Thing.DOCKER_FILE,
            Thing.LOCK_FILE,
            Thing.BACKUP,
            Thing.AUDIT_LOG,
            Thing.DATABASE_CONFIG,
            Thing.SEED,
            Thing.SCHEMA);

    /** What has settings of its own: "DNS settings" are no files. */
    private static final Set<Thing> SET_UP = Set.of(
            Thing.DOMAIN,
            Thing.ACCOUNT,
            Thing.USER,
            Thing.BUCKET,
            Thing.CLOUD,
            Thing.QUEUE,
            Thing.CLUSTER,
            Thing.MONEY);

    private final ClauseState state;
    private final Cursor words;
    private final NounPhrases phrases;

    NounReader(ClauseState state) {
        this.state = state;
        this.words = state.words;
        this.phrases = new NounPhrases(state);
    }

    @Override
    public boolean read() {
        Thing.Found found = Thing.at(words.tokens(), words.at());
        if (found == null || isNominal(found)) {
            return false;
        }
        if (found.thing() == Thing.ANYTHING && found.length() == 1 && phrases.isEnvironment(words.at())) {
            words.skip(1);
            return true;
        }
        int after = words.at() + found.length();
        if (isVerb(found) || phrases.isOfCode(after) || NounPhrases.PARTICLES.contains(words.word(after))) {
            return false;
        }
        if (!modifier(found) && !compound(found) && !isRead(found)) {
            object(found);
        }
        return true;
    }

    /** "deletion of …": what is done, not to what. */
    private boolean isNominal(Thing.Found found) {
        String word = words.word();
        boolean process =
                found.length() == 1 && state.clause.isEmpty() && Verb.nominal(word) != null && Verb.of(word) == null;
        int next = words.at() + 1;
        return process
                && (next >= words.size() || Set.of("to", "of", "in", "on").contains(words.word(next)));
    }

    /** "order", "charge", "issue": a verb where one is expected. */
    private boolean isVerb(Thing.Found found) {
        String word = words.word();
        Clause clause = state.clause;
        if (found.thing() == Thing.ISSUE && word.equals("issue") && clause.verbs.isEmpty()) {
            return true;
        }
        Verb verb = Verb.of(word);
        if (found.length() > 1 || verb == null || verb == Verb.RUN) {
            return false;
        }
        boolean linked = words.isLinked();
        boolean plural = !Nouns.singular(word).equals(word);
        boolean verbFirst = clause.isEmpty() || clause.closed || (linked && (!clause.hasObjects() || !plural));
        boolean run = clause.onlyRuns() && !clause.verbs.isEmpty() && !linked;
        return verbFirst && !run && !(clause.isEmpty() && plural && !opensClause());
    }

    private boolean opensClause() {
        return words.isAtStart() || words.isLinked() || Verb.of(words.previous()) != null;
    }

    /** "account associations": not an account. */
    private boolean modifier(Thing.Found found) {
        boolean modifier = phrases.isModifier(words.at() + found.length());
        if (modifier && state.hasObjectsOrNew()) {
            state.findings.drop(words.text(words.at(), found.length() + 1));
            words.skip(found.length() + 1);
        } else if (modifier) {
            state.findings.refuse(Reasons.UNKNOWN_ACTION);
        }
        return modifier;
    }

    /** "database migrations": the last noun is what is meant, but for kinds of files. */
    private boolean compound(Thing.Found found) {
        int after = words.at() + found.length();
        Thing.Found head = Thing.at(words.tokens(), after);
        boolean compound = head != null
                && words.token(after).before().equals(" ")
                && Verb.nominal(words.word(after)) == null
                && found.thing() != Thing.ANYTHING
                && head.thing() != found.thing();
        if (head == null || !compound) {
            return false;
        }
        if (head.thing() == Thing.PACKAGE_RELEASE
                && found.thing() != Thing.DEPENDENCY
                && found.thing() != Thing.PROJECT) {
            state.findings.refuse(Reasons.UNKNOWN_ACTION);
        } else if (head.thing() == Thing.CONFIG && SET_UP.contains(found.thing())) {
            object(found);
            words.skip(head.length());
        } else if (head.thing() == Thing.FILE && KINDS_OF_FILES.contains(found.thing())) {
            state.clause.add(found.thing());
            words.skip(found.length() + head.length());
        } else {
            if (head.thing() == Thing.FILE) {
                state.findings.addUnknown(words.text(words.at(), found.length()));
            }
            words.skip(found.length());
        }
        return true;
    }

    /** Whether the words in front of the noun decide what it is; then it is read. */
    private boolean isRead(Thing.Found found) {
        boolean ambiguous = found.length() == 1 && ClauseWords.AMBIGUOUS.contains(found.noun()) && !words.isAtStart();
        if (ambiguous && state.findings.lastUnknownIs(words.previous())) {
            state.findings.refuse(Reasons.CODE);
            return true;
        }
        boolean passed = (ambiguous && state.findings.lastDroppedIs(words.previous()))
                || (found.thing() == Thing.COMMAND && RelativeClauseReader.starts(words, words.at() + found.length()));
        if (passed) {
            words.skip(found.length());
        }
        return passed;
    }

    private void object(Thing.Found found) {
        if (state.clause.closed) {
            state.endClause();
        }
        boolean file = found.thing() == Thing.FILE;
        if (file && Set.of("these", "those", "such", "that").contains(words.previous())) {
            state.findings.refuse("speaks of files that are named elsewhere");
            return;
        }
        if (file && found.noun().equals("file") && words.previous().equals("this")) {
            state.clause.paths.add(state.file);
        } else if (!(file && holdsSecrets(words.at() + found.length())) && !saysOfWhichKind(found.thing())) {
            state.clause.add(found.thing());
        }
        words.skip(found.length());
    }

    /** "files containing API keys" are those keys. */
    private boolean holdsSecrets(int after) {
        boolean holds =
                Set.of("containing", "contain", "with", "holding", "including").contains(words.word(after));
        for (int i = after + 1; holds && i < Math.min(words.size(), after + 4); i++) {
            Thing.Found found = Thing.at(words.tokens(), i);
            if (found != null) {
                return found.thing() == Thing.SECRET || found.thing() == Thing.ENV_VARIABLE;
            }
        }
        return false;
    }

    /** "the `src/` directory". */
    private boolean saysOfWhichKind(Thing thing) {
        return Set.of(Thing.FILE, Thing.DEPENDENCY, Thing.PROJECT).contains(thing)
                && !state.clause.paths.isEmpty()
                && words.isCode(words.at() - 1);
    }
}
