package dev.agentguard.effect.shell;

import java.util.ArrayList;
import java.util.List;

/** Takes words apart that were already read. */
final class Words {

    private Words() {}

    /** The part of a word behind some plain characters at its start. */
    static RawWord behind(RawWord word, int characters) {
        if (word.plain() != null) {
            return RawWord.plain(word.plain().substring(characters));
        }
        List<Part> parts = new ArrayList<>(word.parts());
        int left = characters;
        while (left > 0 && !parts.isEmpty() && parts.get(0) instanceof Part.Text first) {
            if (first.text().length() > left) {
                parts.set(0, new Part.Text(first.text().substring(left), first.quoted()));
                left = 0;
            } else {
                left -= first.text().length();
                parts.remove(0);
            }
        }
        String raw = word.raw().substring(Math.min(characters, word.raw().length()));
        return new RawWord(raw, null, parts, false);
    }
}
