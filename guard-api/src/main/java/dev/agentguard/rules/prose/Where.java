package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import dev.agentguard.rules.prose.Environments.Environment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The environments that words name: "in production", "the live site", `RAILS_ENV=test`. */
final class Where {

    /** Names of environments that are plain words as well. */
    private static final Set<String> WORDS =
            Set.of("test", "testing", "ci", "develop", "live", "dev", "stage", "sandbox", "preview");

    private static final Set<String> SYSTEMS = Set.of("database", "environment", "server", "system", "db");
    private static final Set<String> AT = Set.of("in", "on", "against", "to");
    private static final Set<String> LIVE = Set.of(
            "database",
            "db",
            "system",
            "environment",
            "site",
            "server",
            "exchange",
            "account",
            "data",
            "cluster",
            "service",
            "deployment",
            "store",
            "shop",
            "api",
            "instance",
            "website",
            "app",
            "application",
            "network",
            "customer",
            "traffic",
            "infrastructure",
            "bucket",
            "config",
            "configuration");

    private Where() {}

    /** Where it is said to happen; none if it is said of here as well. */
    static Set<Environment> said(List<Token> words) {
        List<Token> plain = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Token token = words.get(i);
            String next = Nouns.singular(word(words, i + 1));
            boolean place = AT.contains(word(words, i - 1)) || (token.is("live") ? LIVE : SYSTEMS).contains(next);
            boolean further = i > 1
                    && !next.isEmpty()
                    && Thing.at(words, i + 1) != null
                    && words.subList(0, i).stream().anyMatch(before -> before.is(","));
            boolean other = further
                    || isDevServer(words, i)
                    || token.isCode()
                    || (WORDS.contains(token.word()) && !place)
                    || next.equals("branch");
            if (!other) {
                plain.add(token);
            }
        }
        Set<Environment> found = named(plain);
        return found.contains(Environment.LOCAL) ? Set.of() : found;
    }

    /** Every environment that is named, also in code; "live" only in front of what can be. */
    static Set<Environment> named(List<Token> words) {
        Set<Environment> found = EnumSet.noneOf(Environment.class);
        for (int i = 0; i < words.size(); i++) {
            Token token = words.get(i);
            String text = token.isCode()
                    ? token.text().substring(token.text().indexOf('=') + 1).strip()
                    : token.word();
            Environment environment = Environment.of(text.toLowerCase(Locale.ROOT));
            boolean plain = token.isWord() || (token.isCode() && token.text().indexOf(' ') < 0);
            String next = Nouns.singular(word(words, i + 1));
            boolean live =
                    !text.equals("live") || LIVE.contains(next) || (next.isEmpty() && AT.contains(word(words, i - 1)));
            if (environment != null && plain && live && !word(words, i - 1).equals("non")) {
                found.add(environment);
            }
        }
        return found;
    }

    /** "the dev server" is a program, whatever environment it runs in. */
    private static boolean isDevServer(List<Token> words, int i) {
        Thing.Found found = words.get(i).isWord() ? Thing.at(words, i) : null;
        return found != null && found.thing() == Thing.DEV_SERVER;
    }

    private static String word(List<Token> words, int at) {
        return at >= 0 && at < words.size() && words.get(at).isWord()
                ? words.get(at).word()
                : "";
    }
}
