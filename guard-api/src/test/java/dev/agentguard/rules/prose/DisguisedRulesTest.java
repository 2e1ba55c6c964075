package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.rules.RuleBook;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** However a prohibition is set in type, it stays the same prohibition. */
class DisguisedRulesTest {

    private static final List<String> SENTENCES = List.of(
            "Never force-push to main.",
            "Never run `git push --force`.",
            "Do not delete production databases.",
            "You must not commit secrets.",
            "Don't push to master.",
            "Never run `terraform destroy` without approval.",
            "Ask before deleting files.",
            "Never edit `.env`.",
            "NEVER run `rm -rf`.",
            "Never install new dependencies unless the user asks.",
            "Never send emails without permission.");

    private static final List<String> ACTIONS = List.of(
            "git push --force origin main",
            "git push --force",
            "dropdb shop",
            "git add .env && git commit -m x",
            "git push origin master",
            "terraform destroy",
            "rm notes.txt",
            "sed -i s/a/b/ .env",
            "rm -rf data",
            "npm install left-pad",
            "curl -X POST https://api.sendgrid.com/v3/mail/send -d '{}'");

    private static final List<UnaryOperator<String>> DISGUISES = List.of(
            text -> "- " + text,
            text -> "* " + text,
            text -> "1. " + text,
            text -> "> " + text,
            text -> "**" + text + "**",
            text -> "_" + text + "_",
            text -> "### " + text,
            text -> "- [ ] " + text,
            text -> "**Important:** " + text,
            text -> "⚠️ " + text,
            text -> text + "!",
            text -> text.substring(0, text.length() - 1),
            text -> text.replace("Never", "**NEVER**").replace("not", "**not**"),
            text -> text.replace("Never", "_never_"),
            text -> text.replace('\'', '’'),
            text -> text.replace(" ", "\u00A0"),
            text -> text.replace(" ", "  "),
            text -> text.replace(" ", "\u2003"),
            text -> text.replaceFirst(" ", "\n"),
            text -> text.replace("-push", "\u2011push"),
            text -> text.replaceFirst("e", "e\u200B"),
            text -> "<rules>\n" + text + "\n</rules>",
            text -> text.contains("`") ? text : text.toUpperCase(Locale.ROOT),
            text -> text.contains("`") ? text : text.toLowerCase(Locale.ROOT));

    @Test
    void plainSentences_stopTheirAction() {
        for (int i = 0; i < SENTENCES.size(); i++) {
            assertStops(SENTENCES.get(i), ACTIONS.get(i));
        }
    }

    @Test
    void eachDisguise_stopsTheSameAction() {
        for (int i = 0; i < SENTENCES.size(); i++) {
            for (UnaryOperator<String> disguise : DISGUISES) {
                assertStops(disguise.apply(SENTENCES.get(i)), ACTIONS.get(i));
            }
        }
    }

    @Test
    void severalDisguises_stopTheSameAction() {
        Random random = new Random(42);
        for (int i = 0; i < 300; i++) {
            int which = random.nextInt(SENTENCES.size());
            String text = SENTENCES.get(which);
            // first those inside of the sentence, then those around it
            text = DISGUISES.get(12 + random.nextInt(9)).apply(text);
            text = DISGUISES.get(random.nextInt(4)).apply(text);
            assertStops(text, ACTIONS.get(which));
        }
    }

    private static void assertStops(String markdown, String action) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", markdown);
        assertThat(RuleCases.stops(book, action))
                .as("%s%nagainst %s%nadvice %s", markdown, action, book.advice())
                .isTrue();
    }
}
