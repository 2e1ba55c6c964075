package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The file that a block spoke of last: "they are kept in `raw/`. … These must never be edited." One thread. */
final class Earlier {

    private static final Set<String> POINTS = Set.of("this", "these", "those", "they", "it");
    private static final Set<String> FILES =
            Set.of("file", "files", "folder", "folders", "directory", "directories", "path", "paths");

    private List<Token> file = List.of();

    void forget() {
        file = List.of();
    }

    void hear(List<Token> part) {
        List<Token> only = BlockSubject.onlyFile(part);
        file = only.isEmpty() ? file : only;
    }

    /** Puts the file where words point at it; the words themselves if they do not. */
    List<Token> completed(List<Token> part) {
        if (file.isEmpty() || part.stream().anyMatch(Token::isCode)) {
            return part;
        }
        List<Token> passive = passive(part);
        boolean points = part.stream().anyMatch(token -> POINTS.contains(token.word()))
                && part.stream().anyMatch(token -> FILES.contains(token.word()));
        return passive != part ? passive : points ? BlockSubject.completed(part, file) : part;
    }

    /** "These are the sources and must never be edited by agents": who must not do it needs no word. */
    private List<Token> passive(List<Token> part) {
        int[] never = Phrases.find(part, Vocabulary.NEVER);
        int be = never[1];
        int participle = be + 1;
        boolean points = never[0] > 0
                && POINTS.contains(part.get(0).word())
                && Words.at(part, be).equals("be")
                && Verb.of(Words.at(part, participle)) != null
                && subjectIsShort(part, never[0]);
        if (!points) {
            return part;
        }
        int line = part.get(0).line();
        List<Token> whole = new ArrayList<>(List.of(Words.plain("never", line)));
        whole.add(Words.plain(Verb.lemma(Words.at(part, participle)), line));
        whole.addAll(file);
        int end = ConditionStart.in(part);
        whole.addAll(part.subList(Math.max(participle + 1, end), part.size()));
        return whole;
    }

    /** "This means that the reader must never be closed" speaks of the reader. */
    private static boolean subjectIsShort(List<Token> part, int never) {
        String second = Words.at(part, 1);
        return never == 1
                || Set.of("is", "are", "must", "should", "may").contains(second)
                || (FILES.contains(second) && never <= 3);
    }
}
