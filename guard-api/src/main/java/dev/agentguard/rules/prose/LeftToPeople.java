package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** "I handle all git operations", "let the user run migrations", "leave releases to the maintainers". */
final class LeftToPeople {

    private static final Set<String> HANDLES =
            Set.of("handle", "handles", "manage", "manages", "own", "owns", "do", "does", "make", "makes");
    private static final Set<String> WILL = Set.of("will", "always", "must", "should", "alone", "personally");
    /** What is done by running something; "let the user edit the title" is about what is built. */
    private static final Set<Verb> RUN =
            Set.of(Verb.RUN, Verb.DEPLOY, Verb.PUBLISH, Verb.COMMIT, Verb.PUSH, Verb.MERGE, Verb.MIGRATE, Verb.APPLY);

    private static final Set<String> SELVES = Set.of("themselves", "himself", "herself", "myself", "ourselves");
    private static final Set<String> RUNS = Set.of("run", "execute", "perform", "trigger", "do");
    private static final Set<String> ONE = Set.of("user", "human", "developer", "operator", "maintainer", "owner");

    private LeftToPeople() {}

    static Demand of(List<Token> sentence) {
        List<Token> named = switch (Words.first(sentence)) {
            case "let" -> let(sentence);
            case "leave" -> leave(sentence);
            default -> handled(sentence);
        };
        named = named.isEmpty() ? passive(sentence) : named;
        return named.isEmpty() ? Demand.NOTHING : Demand.deny(UsualActs.said(named), ReservedActions.HUMANS);
    }

    /** "commits are made by the user": by people, since of a program it tells how things work. */
    private static List<Token> passive(List<Token> sentence) {
        for (int i = 1; i + 3 < sentence.size(); i++) {
            boolean done = Set.of("is", "are").contains(sentence.get(i).word())
                    && Set.of("made", "done", "performed", "handled", "run", "managed", "created", "executed")
                            .contains(sentence.get(i + 1).word())
                    && sentence.get(i + 2).is("by")
                    && person(sentence, i + 3) > 0;
            if (done) {
                return acts(sentence.subList(0, i)) ? sentence.subList(0, i) : List.of();
            }
        }
        return List.of();
    }

    private static List<Token> let(List<Token> sentence) {
        int verb = person(sentence, 1);
        String word = verb > 0 ? Words.at(sentence, verb) : "";
        Verb said = Verb.of(word);
        boolean runs = said != null && RUN.contains(said) && (said != Verb.RUN || RUNS.contains(word));
        return runs && Verb.lemma(word).equals(word) ? sentence.subList(verb, sentence.size()) : List.of();
    }

    private static List<Token> leave(List<Token> sentence) {
        for (int i = 2; i < sentence.size(); i++) {
            if (sentence.get(i).is("to")
                    && person(sentence, i + 1) == sentence.size()
                    && acts(sentence.subList(1, i))) {
                return sentence.subList(1, i);
            }
        }
        return List.of();
    }

    private static List<Token> handled(List<Token> sentence) {
        int verb = person(sentence, 0);
        boolean own = verb > 0;
        while (own && WILL.contains(Words.at(sentence, verb))) {
            verb++;
        }
        boolean handles = own && HANDLES.contains(Words.at(sentence, verb));
        boolean all = handles && Set.of("all", "any", "every", "the").contains(Words.at(sentence, verb + 1));
        List<Token> object = all ? sentence.subList(verb + 1, sentence.size()) : List.of();
        int end = ConditionStart.in(object);
        while (end > 0 && SELVES.contains(object.get(end - 1).word())) {
            end--;
        }
        List<Token> until = object.subList(0, end);
        return acts(until) ? new ArrayList<>(until) : List.of();
    }

    /** Whether the words say what is done: "commits", "git operations". */
    private static boolean acts(List<Token> words) {
        return words.stream()
                .anyMatch(token -> token.isWord()
                        && (Verb.nominal(token.word()) != null
                                || Tools.isAct(token.word())
                                || Set.of(Thing.MIGRATION, Thing.COMMIT, Thing.PULL_REQUEST)
                                        .contains(thing(token))));
    }

    private static Thing thing(Token token) {
        Thing.Found found =
                Thing.at(List.of(new Token(token.text(), token.word(), token.type(), token.line(), " ")), 0);
        return found == null ? Thing.SYSTEM : found.thing();
    }

    /** Where the words go on behind "the user"; 0 if nobody is named. */
    private static int person(List<Token> sentence, int from) {
        int i = from;
        while (Set.of("the", "a", "our", "your").contains(Words.at(sentence, i))) {
            i++;
        }
        String word = Words.at(sentence, i);
        boolean self = word.equals("i") || word.equals("me") || word.equals("us") || word.equals("i'll");
        return self || ONE.contains(word) ? i + 1 : 0;
    }
}
