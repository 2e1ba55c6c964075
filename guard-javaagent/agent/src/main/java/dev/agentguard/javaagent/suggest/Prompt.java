package dev.agentguard.javaagent.suggest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a model is asked about one sentence: fixed words and the sentence, nothing of the project beside it. */
final class Prompt {

    private static final String RESOURCE = "prompt.txt";
    private static final String PLACE = "{{sentence}}";
    private static final String FIXED = fixed();

    private Prompt() {}

    static String of(String sentence) {
        return FIXED.replace(PLACE, sentence.replace("<<<", "").replace(">>>", ""));
    }

    private static String fixed() {
        try (InputStream in = Prompt.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("`" + RESOURCE + "` is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
