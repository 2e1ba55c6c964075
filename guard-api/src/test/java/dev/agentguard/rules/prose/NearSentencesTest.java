package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.rules.RuleBook;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences that forbid nothing, or something beside what is done all day: none of it is stopped. */
class NearSentencesTest {

    private static final List<Map<String, Object>> EVERYDAY = List.of(
            shell("ls -la src"),
            shell("cat README.md"),
            shell("grep -rn billing src"),
            shell("git status"),
            shell("git diff main"),
            shell("git add src/app.ts"),
            shell("git commit -m 'Update user profile page'"),
            shell("git checkout -b feature/orders"),
            shell("npm test"),
            shell("npm run build"),
            shell("npm run lint"),
            shell("pytest -q tests"),
            shell("mvn -q test"),
            shell("cargo build"),
            shell("go vet ./..."),
            shell("make format"),
            shell("mkdir -p src/feature"),
            shell("touch src/feature/index.ts"),
            shell("echo done"),
            shell("sed -i s/a/b/ src/user/profile.ts"),
            shell("mv src/old.ts src/new.ts"),
            shell("cp config.example.json config.json"),
            shell("node scripts/report.js"),
            shell("docker compose ps"),
            shell("gh pr view 12"),
            shell("gh issue list"),
            shell("curl -s https://api.example.com/v1/users"),
            shell("kubectl get pods"),
            tool("Edit", "src/components/Header.tsx"),
            tool("Edit", "src/api/orders/handler.ts"),
            tool("Edit", "docs/guide.md"),
            tool("Write", "tests/order.test.ts"),
            tool("Write", "src/services/payment/client.py"),
            tool("Edit", "src/state/store.ts"),
            tool("Edit", "data/sample.json"),
            Map.of("kind", "tools", "tool", "search_docs", "args", Map.of("query", "how to release")),
            Map.of("kind", "tools", "tool", "get_order", "args", Map.of("id", "7")),
            Map.of("kind", "tools", "tool", "list_users", "args", Map.of()),
            Map.of("kind", "tools", "tool", "create_note", "args", Map.of("text", "call the customer back")),
            Map.of("kind", "tools", "tool", "update_task", "args", Map.of("id", 3, "status", "done")),
            Map.of("kind", "http", "method", "GET", "url", "https://api.example.com/v1/orders/7"),
            Map.of("kind", "http", "method", "POST", "url", "https://api.example.com/v1/search"),
            Map.of("kind", "sql", "statement", "SELECT * FROM orders", "dialect", "postgresql"));

    private static Map<String, Object> shell(String command) {
        return Map.of("kind", "shell", "command", command);
    }

    private static Map<String, Object> tool(String name, String path) {
        return Map.of(
                "kind", "tools", "tool", name, "args", Map.of("file_path", path, "old_string", "a", "new_string", "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Never use magic numbers.",
                "Do not add comments to obvious code.",
                "Never write clever code.",
                "Do not create god objects.",
                "Never make assumptions about the user.",
                "Do not introduce new patterns.",
                "Never change behaviour silently.",
                "Do not create unnecessary files.",
                "Never add TODOs without an owner.",
                "Do not update snapshots blindly.",
                "Never start a sentence with a number.",
                "Do not end a title with a period.",
                "Never mark a parameter as optional.",
                "Do not move logic into the view.",
                "Never rename public methods lightly.",
                "Do not open a file twice.",
                "Never set state during render.",
                "Do not send the whole store to the client.",
                "Never post-process results in the handler.",
                "Do not run effects in constructors.",
                "Never call services from components.",
                "Do not trigger a render in a loop.",
                "Never launch a goroutine without a context.",
                "Do not schedule work on the main thread.",
                "Never cancel a context in a defer loop.",
                "Do not close channels from the receiver.",
                "Never stop at the first error.",
                "Do not pause between steps.",
                "Never archive knowledge in people's heads.",
                "Do not follow redirects in tests.",
                "Never subscribe in a component without cleanup.",
                "Do not like-for-like translate idioms.",
                "Never approve your own assumptions.",
                "Do not accept null arguments.",
                "Never install hooks in a component.",
                "Do not ship dead code.",
                "Never promote a variable to global scope.",
                "Do not power through unclear requirements.",
                "Never bridge two layers.",
                "Do not bind to concrete classes.",
                "Never listen to deprecated events.",
                "Do not expose internal types.",
                "Never import from barrel files.",
                "Do not export default objects.",
                "Never print inside library code.",
                "Do not fork behaviour on the platform.",
                "Never mirror state in props.",
                "Do not clone large arrays.",
                "Never order imports by hand.",
                "Do not pin the header in small viewports.",
                "Never flash unstyled content.",
                "Do not mute warnings.",
                "Never swap arguments.",
                "Do not mint new terms.",
                "Never void a promise without a comment.",
                "Do not drain the reader's patience.",
                "Never lock the UI thread.",
                "Do not rotate text.",
                "Never scrape by on minimal tests.",
                "Do not claim that it works without evidence.",
                "Never request more data than needed.",
                "Do not translate identifiers.",
                "Never contact the wrong abstraction.",
                "Do not credit yourself.",
                "Never bill the reader's time.",
                "Agents may not be familiar with the code.",
                "The exporter never writes orders twice.",
                "Users cannot delete invoices in the UI.",
                "The importer must not run twice (see `import.ts`).",
                "Never delete invoices.",
                "Do not modify the payroll tables.",
                "Never send newsletters.",
                "Do not touch the `CheckoutFlow` component.",
                "Never publish podcasts.",
                "Do not change DNS records at Cloudflare.",
                "Never trigger the warehouse robots.",
                "Do not use port 9999.",
                "Never archive Trello boards.",
                "Do not add members to the board group.",
                "Never approve expense reports."
            })
    void whatIsDoneAllDay_isNotStopped(String sentence) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", sentence);

        for (Map<String, Object> action : EVERYDAY) {
            assertThat(RuleCases.strictest(book, action))
                    .as("%s: %s", sentence, action)
                    .isNull();
        }
    }
}
