package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what is left to humans: "only humans …", "… is reserved for the owners", "… is Maria's call". */
final class ReservedActions {

    static final String HUMANS = "leaves it to humans";

    private static final Phrases RESERVED = Phrases.of(
            "is reserved for",
            "are reserved for",
            "reserved for",
            "is left to",
            "are left to",
            "belongs to",
            "belong to",
            "is up to",
            "is the job of",
            "are the job of",
            "is the responsibility of",
            "are the responsibility of",
            "is the task of",
            "is the business of",
            "is handled by a human",
            "is done by hand");

    private static final Set<String> OFFICES =
            Set.of("call", "job", "task", "decision", "business", "responsibility", "domain", "privilege");

    private ReservedActions() {}

    /** "only humans …", "only suggest", "the user must manually run …". */
    static Demand byName(List<Token> sentence) {
        int only = Phrases.index(sentence, "only", 0);
        if (only >= 0
                && Set.of("suggest", "propose", "recommend", "print", "show").contains(Words.at(sentence, only + 1))
                && only > 0) {
            List<Token> before = sentence.subList(0, Math.max(0, only));
            int from = Words.first(before).equals("for") ? 1 : 0;
            return new Demand(
                    Polarity.DENY,
                    ApprovalDemands.trimmed(before.subList(from, before.size())),
                    List.of(),
                    "only to be suggested",
                    false);
        }
        if (only == 0 || (only > 0 && sentence.get(only - 1).type() == Token.Type.MARK)) {
            if (Set.of("human", "humans", "people", "maintainers", "developers").contains(Words.at(sentence, only + 1))
                    && Set.of("may", "should", "can", "must", "shall").contains(Words.at(sentence, only + 2))) {
                return new Demand(Polarity.DENY, sentence.subList(only + 3, sentence.size()), List.of(), HUMANS, false);
            }
        }
        int manually = Phrases.index(sentence, "manually", 0);
        int must = Phrases.index(sentence, "must", 0);
        if (manually > must && must >= 0 && must <= 3) {
            List<Token> who = sentence.subList(0, must);
            boolean human = who.stream()
                    .anyMatch(token -> Set.of("user", "human", "developer", "humans", "users", "maintainer", "i")
                            .contains(token.word()));
            if (human) {
                return new Demand(
                        Polarity.DENY, sentence.subList(manually + 1, sentence.size()), List.of(), HUMANS, false);
            }
        }
        return Demand.NOTHING;
    }

    /** "… is left to the owners", "… belongs to Anna", "… is done by hand". */
    static Demand reserved(List<Token> sentence) {
        int[] reserved = Phrases.find(sentence, RESERVED);
        boolean people = reserved[0] > 0
                && (sentence.get(reserved[1] - 1).is("hand")
                        || sentence.get(reserved[1] - 1).is("human")
                        || People.areNamedIn(sentence.subList(reserved[1], sentence.size())));
        return people ? Demand.deny(sentence.subList(0, reserved[0]), HUMANS) : office(sentence);
    }

    /** "rolling back production is Maria's call". */
    private static Demand office(List<Token> sentence) {
        int last = sentence.size() - 1;
        if (last < 3 || !OFFICES.contains(Words.at(sentence, last))) {
            return Demand.NOTHING;
        }
        for (int i = last - 1; i >= Math.max(1, last - 4); i--) {
            boolean of = sentence.get(i).is("is") || sentence.get(i).is("are");
            if (of && i + 1 < last) {
                boolean nobodys =
                        i + 2 == last && Set.of("your", "the", "an", "a").contains(Words.at(sentence, i + 1));
                return nobodys ? Demand.NOTHING : Demand.deny(sentence.subList(0, i), HUMANS);
            }
        }
        return Demand.NOTHING;
    }

    /** "only Julia deploys", "production is deployed by the CI server only", "tags are cut by maintainers only". */
    static Demand alone(List<Token> sentence) {
        int only = Phrases.index(sentence, "only", 0);
        if (only < 0) {
            return Demand.NOTHING;
        }
        if (only == 0 && personMay(sentence) > 0) {
            return Demand.deny(sentence.subList(personMay(sentence) + 1, sentence.size()), HUMANS);
        }
        if (only == 0 && People.areFirstIn(sentence)) {
            for (int i = 2; i < Math.min(sentence.size(), 6); i++) {
                boolean may = Set.of("may", "can", "should", "must").contains(Words.at(sentence, i));
                boolean does = Words.at(sentence, i).endsWith("s") && Verb.of(Words.at(sentence, i)) != null;
                if ((may || does) && Verb.of(Words.at(sentence, 1)) == null) {
                    return Demand.deny(sentence.subList(may ? i + 1 : i, sentence.size()), HUMANS);
                }
            }
            return Demand.NOTHING;
        }
        if (only == 0) {
            return Demand.NOTHING;
        }
        int by = Phrases.index(sentence, "by", 0);
        boolean passive = by > 0
                && Verb.of(Words.at(sentence, by - 1)) != null
                && sentence.subList(0, by).stream()
                        .anyMatch(token -> Set.of("is", "are", "be").contains(token.word()));
        boolean people = sentence.subList(Math.max(0, by), sentence.size()).stream()
                .anyMatch(token -> token.isWord()
                        && (People.isOneOrPipeline(token.word()) || Vocabulary.APPROVAL.contains(token.word())));
        if (passive && people && Math.abs(only - by) <= 6) {
            List<Token> region = new ArrayList<>();
            if (!Set.of("done", "handled", "performed", "made", "managed").contains(Words.at(sentence, by - 1))) {
                Token done = sentence.get(by - 1);
                region.add(Words.plain(Verb.lemma(done.word()), done.line()));
            }
            sentence.subList(0, by - 1).stream()
                    .filter(token -> !PASSIVE.contains(token.word()))
                    .forEach(region::add);
            boolean asked = Approval.isIn(sentence.subList(by, Math.min(sentence.size(), by + 4)));
            return asked ? Demand.ask(region) : Demand.deny(region, HUMANS);
        }
        return Demand.NOTHING;
    }

    private static final Set<String> PASSIVE =
            Set.of("is", "are", "be", "only", "may", "can", "must", "should", "shall", "to", "ever");

    /** Where "may" stands in "only the release manager may …"; 0 if that is not said. */
    private static int personMay(List<Token> sentence) {
        boolean person = false;
        for (int i = 1; i < Math.min(sentence.size(), 6); i++) {
            if (person && Set.of("may", "can", "should", "must").contains(Words.at(sentence, i))) {
                return i;
            }
            person |= sentence.get(i).isWord() && People.isOne(Words.at(sentence, i));
        }
        return 0;
    }

    private static int modal(List<Token> sentence) {
        for (int i = 0; i < sentence.size(); i++) {
            if (sentence.get(i).is("must") || sentence.get(i).is("should")) {
                return i;
            }
        }
        return -1;
    }

    /** "deployments must be triggered by a human". */
    static Demand byPeople(List<Token> sentence) {
        int must = modal(sentence);
        int by = must < 0 ? -1 : Phrases.index(sentence, "by", must);
        int be = must < 0 ? -1 : Phrases.index(sentence, "be", must);
        boolean done = be > must && by > be + 1 && by - must <= 6;
        if (!done || must == 0 || !People.areNamedIn(sentence.subList(by + 1, sentence.size()))) {
            return Demand.NOTHING;
        }
        int is = 0;
        while (is < must && !sentence.get(is).is("is") && !sentence.get(is).is("are")) {
            is++;
        }
        return Demand.deny(sentence.subList(0, is), HUMANS);
    }
}
