package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells a provider's operation in back-ticks, such as {@code volumeDelete} or {@code railway:volumeDelete}, from other
 * code: it is one name in camel case that says what is destroyed.
 */
final class ProviderOperation {

    private static final Set<String> NOUNS = Set.of(
            "database",
            "db",
            "schema",
            "table",
            "volume",
            "disk",
            "backup",
            "snapshot",
            "bucket",
            "file",
            "folder",
            "directory",
            "branch",
            "environment",
            "project",
            "service",
            "repository",
            "repo",
            "cluster",
            "namespace",
            "account",
            "tenant",
            "domain",
            "deployment",
            "data",
            "record",
            "row",
            "anything",
            "everything",
            "resource",
            "infrastructure",
            "production",
            "prod");

    private static final int LONGEST = 100;

    private ProviderOperation() {}

    static boolean isOne(String code) {
        int colon = code.indexOf(':');
        String provider = colon < 0 ? "" : code.substring(0, colon);
        String name = code.substring(colon + 1);
        boolean plain = code.length() <= LONGEST && !name.isEmpty() && isName(name) && isName(provider);
        List<String> words = plain ? humps(name) : List.of();
        return words.size() > 1
                && words.stream().anyMatch(Vocabulary.DESTROY::contains)
                && words.stream().anyMatch(word -> NOUNS.contains(Nouns.singular(word)))
                && (colon < 0 || !provider.isEmpty());
    }

    private static boolean isName(String text) {
        return text.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
    }

    private static List<String> humps(String name) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == '_' || Character.isUpperCase(name.charAt(i))) {
                words.add(name.substring(start, i).replace("_", "").toLowerCase(Locale.ROOT));
                start = i;
            }
        }
        return words;
    }
}
