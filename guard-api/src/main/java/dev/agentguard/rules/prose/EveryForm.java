package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;

/** Leaves out what says only that every form of an action is meant: "in any form", "and the like". */
final class EveryForm {

    private static final Phrases EVERY_FORM = Phrases.of(
            "in any form",
            "in any way",
            "in whatever form",
            "of any kind",
            "of any sort",
            "in any shape or form",
            "and everything like it",
            "and the like",
            "and so on",
            "or similar",
            "or anything like it",
            "on your own",
            "on my behalf",
            "by yourself",
            "in the first place",
            "at all",
            "for me",
            "by hand");

    private EveryForm() {}

    static List<Token> without(List<Token> sentence) {
        int[] all = Phrases.find(sentence, EVERY_FORM);
        if (all[0] < 0) {
            return sentence;
        }
        List<Token> plain = new ArrayList<>(sentence.subList(0, all[0]));
        plain.addAll(sentence.subList(all[1], sentence.size()));
        return plain;
    }
}
