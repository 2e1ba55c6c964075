package dev.agentguard.rules.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The matchers against slow ones that are right by their looks. */
class GlobPropertyTest {

    private final Random random = new Random(7);

    @Test
    void a_wildcard_matches_what_its_regular_expression_does() {
        for (int i = 0; i < 20_000; i++) {
            String pattern = text("ab *", 8);
            String text = text("ab ", 10);
            String regex =
                    Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            assertThat(Wildcard.of(pattern, false).matches(text))
                    .as("`%s` on `%s`", pattern, text)
                    .isEqualTo(Pattern.matches("(?s)" + regex, text));
        }
    }

    @Test
    void a_segment_matches_what_its_regular_expression_does() {
        for (int i = 0; i < 20_000; i++) {
            String pattern = text("ab?*", 8);
            String name = text("ab", 8);
            String regex = pattern.replace("?", ".").replace("*", ".*");
            assertThat(GitIgnore.matchesSegment(pattern, name))
                    .as("`%s` on `%s`", pattern, name)
                    .isEqualTo(Pattern.matches(regex, name));
        }
    }

    @Test
    void a_path_matches_what_its_regular_expression_does() {
        for (int i = 0; i < 20_000; i++) {
            List<String> segments = random.ints(1 + random.nextInt(4), 0, 4)
                    .mapToObj(n -> List.of("a", "b", "*", "**").get(n))
                    .toList();
            String pattern = "/" + String.join("/", segments);
            List<String> path = random.ints(1 + random.nextInt(5), 0, 2)
                    .mapToObj(n -> n == 0 ? "a" : "b")
                    .toList();
            assertThat(GitIgnore.of(pattern, true).matches(path))
                    .as("`%s` on `%s`", pattern, path)
                    .isEqualTo(slow(segments, path));
        }
    }

    /** Whether the path or a directory above it matches; a star star at the end stands for something. */
    private static boolean slow(List<String> pattern, List<String> path) {
        for (int end = 1; end <= path.size(); end++) {
            if (whole(pattern, path.subList(0, end))) {
                return true;
            }
        }
        return false;
    }

    private static boolean whole(List<String> pattern, List<String> path) {
        if (pattern.isEmpty()) {
            return path.isEmpty();
        }
        String first = pattern.get(0);
        List<String> rest = pattern.subList(1, pattern.size());
        if (first.equals("**")) {
            return (!rest.isEmpty() && whole(rest, path))
                    || (!path.isEmpty()
                            && (whole(pattern, path.subList(1, path.size())) || (rest.isEmpty() && path.size() == 1)));
        }
        return !path.isEmpty()
                && (first.equals("*") || first.equals(path.get(0)))
                && whole(rest, path.subList(1, path.size()));
    }

    @Test
    void a_name_alone_matches_at_any_depth_and_what_lies_below() {
        GitIgnore name = GitIgnore.of("secrets", true);
        assertThat(name.matches(List.of("a", "b", "secrets"))).isTrue();
        assertThat(name.matches(List.of("a", "secrets", "b"))).isTrue();
        assertThat(name.matches(List.of("a", "secret"))).isFalse();
        assertThat(GitIgnore.of("[a-c]x[!0-9]", true).matches(List.of("bxy"))).isTrue();
        assertThat(GitIgnore.of("[a-c]x[!0-9]", true).matches(List.of("bx1"))).isFalse();
    }

    private String text(String alphabet, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
