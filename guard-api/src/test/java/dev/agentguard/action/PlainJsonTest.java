package dev.agentguard.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However simple a text is, it is read as the parser reads it. */
class PlainJsonTest {

    /** A line break in front keeps a text from being read in any other way than by the parser, and changes no value. */
    private static final String PARSED = "\n";

    private static final String CHARACTERS = "{}[]\":, \t\\'/0129-.eE+tfnu\u0000\u0001é\ud83d\ude00\u2028\ufeff\u00a0";
    private static final List<String> WORDS =
            List.of("007", "1234567890", "-0", "1e5", "nul", "NaN", "\\u0041", "\"a\":");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": \"b\"}",
                "{\"a\":0,\"b\":999999999,\"c\":true,\"d\":false,\"e\":null}",
                "  { \"a\" : \"\" , \"\" : 1 }  ",
                "{}",
                "{\"a\":1,}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":01}",
                "{\"a\":1.0}",
                "{\"a\":1e2}",
                "{\"a\":12x}",
                "{\"a\":1234567890}",
                "{\"a\":99999999999999999999}",
                "{\"a\":truely}",
                "{\"a\":\"b\tc\"}",
                "{\"a\":\"b\u0000c\"}",
                "{\"a\":\"b\"} x",
                "{\"a\":\"b\"}\u0000",
                "{\"a\":\"b",
                "{\"a\"",
                "{\"a\":",
                "{a:1}",
                "{\"a\":\"\ud83d\"}",
                "{\"a\":{\"b\":1}}"
            })
    void simpleTextIsReadAsTheParserReadsIt(String text) {
        assertThat(outcome(text)).isEqualTo(outcome(PARSED + text));
    }

    @Test
    void generatedTextIsReadAsTheParserReadsIt() {
        Random random = new Random(20261122);
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            String text = random.nextBoolean() ? object(random) : mutated(object(random), random);
            String outcome = outcome(text);
            assertThat(outcome).as(text).isEqualTo(outcome(PARSED + text));
            read += outcome.startsWith("{") ? 1 : 0;
        }
        assertThat(read).isBetween(20_000, 90_000); // both what is read and what is not has to be there
    }

    private static String object(Random random) {
        StringBuilder text = new StringBuilder("{");
        int members = random.nextInt(4);
        for (int i = 0; i < members; i++) {
            text.append(i == 0 ? "" : random.nextBoolean() ? "," : ", ")
                    .append('"')
                    .append("abcde".charAt(random.nextInt(5)))
                    .append(random.nextBoolean() ? "\":" : "\": ")
                    .append(
                            switch (random.nextInt(6)) {
                                case 0 -> String.valueOf(random.nextInt());
                                case 1 -> String.valueOf(random.nextInt(100));
                                case 2 -> String.valueOf(random.nextBoolean());
                                case 3 -> "null";
                                default -> "\"some text " + random.nextInt(10) + "\"";
                            });
        }
        return text.append('}').toString();
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0 && !mutated.isEmpty(); i--) {
            int at = random.nextInt(mutated.length());
            if (random.nextInt(3) == 0) {
                mutated.deleteCharAt(at);
            } else {
                mutated.insert(
                        at,
                        random.nextBoolean()
                                ? WORDS.get(random.nextInt(WORDS.size()))
                                : String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length()))));
            }
        }
        return mutated.toString();
    }

    /** With the types of the values; where a text is not read, where in it does not matter. */
    private static String outcome(String text) {
        try {
            Object value = PlainJson.read(text);
            if (!(value instanceof Map<?, ?> map)) {
                return "value " + value;
            }
            StringBuilder outcome = new StringBuilder("{");
            map.forEach((name, element) -> outcome.append(name)
                    .append('=')
                    .append(element == null ? "" : element.getClass().getSimpleName() + " ")
                    .append(element)
                    .append('\n'));
            return outcome.toString();
        } catch (UnreadableArgumentsException e) {
            return "unreadable";
        }
    }
}
