package dev.agentguard.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.CallContext;
import dev.agentguard.Guard;
import dev.agentguard.Outcome;
import dev.agentguard.Verdict;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.Approvers;
import dev.agentguard.approval.Consumption;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The console as a human sees it. */
class ConsoleBrowserTest {

    private static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\">\u202Evol";

    private static Browser browser;

    @TempDir
    Path directory;

    @BeforeAll
    static void open() {
        browser = Browser.start();
        browser.passkeys();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void whatWaitsIsApprovedFromTheKeyboard() throws Exception {
        TestStore store = new TestStore(directory, Approvers.NONE);
        store.held("3d2c42fb");
        try (Console console = store.console(0)) {
            browser.open(console.link());
            browser.waitFor("h2", "railway:volumeDelete on railway:volume 3d2c42fb in production");
            browser.waitFor(".lines", "nothing would survive 3d2c42fb");

            browser.press(Keys.ENTER);
            browser.press("3d2c42fb", Keys.ENTER);

            browser.waitFor("#message", "is approved for one use");
            browser.waitFor("main", "Nothing waits");
        }
        assertThat(store.again("3d2c42fb")).isInstanceOf(Consumption.Used.class);
        assertThat(store.again("3d2c42fb")).isInstanceOf(Consumption.NotApproved.class);
    }

    @Test
    void aWrongNameApprovesNothing() throws Exception {
        TestStore store = new TestStore(directory, Approvers.NONE);
        store.held("3d2c42fb");
        try (Console console = store.console(0)) {
            browser.open(console.link());
            browser.waitFor("h2", "3d2c42fb");

            browser.press(Keys.ENTER);
            browser.press("another", Keys.ENTER);

            browser.waitFor("#message", "wrong name");
        }
        assertThat(store.again("3d2c42fb")).isInstanceOf(Consumption.NotApproved.class);
    }

    @Test
    void aRejectionCarriesItsReason() throws Exception {
        TestStore store = new TestStore(directory, Approvers.NONE);
        ApprovalRequest request = store.held("3d2c42fb");
        try (Console console = store.console(0)) {
            browser.open(console.link());
            browser.waitFor("h2", "3d2c42fb");

            browser.press("r");
            browser.press("ask the customer first", Keys.ENTER);

            browser.waitFor("#message", "is rejected");
        }
        assertThat(store.guarded().rejection(request.id())).contains("ask the customer first");
    }

    /** Each view with a real day in it; the pictures are those of docs/console.md. */
    @Test
    void everyViewShowsWhatHappened() throws Exception {
        TestStore store = new TestStore(directory, Approvers.NONE);
        try (Guard guard = guard();
                Console console = store.console(0)) {
            CallContext agent = new CallContext("support-agent/42", Origin.WIRE_IN_TOOL);
            guard.check(shell("git status"), agent);
            Verdict added = guard.check(shell("git add ."), agent);
            guard.completed(added, Outcome.SUCCEEDED);
            assertThat(guard.check(volumeDelete(), agent).proceeds()).isFalse();
            guard.flush();

            browser.open(console.link());
            browser.waitFor("h2", "railway:volumeDelete on railway:volume 3d2c42fb");
            browser.waitFor(".lines", "body: {\"query\":\"mutation { volumeDelete");
            browser.screenshot("waiting");
            browser.dark(true);
            browser.screenshot("waiting-dark");
            browser.dark(false);

            browser.press("2");
            browser.waitFor("td", "railway:volumeDelete");
            browser.waitFor("td", "succeeded");
            browser.screenshot("timeline");

            browser.press("3");
            browser.waitFor("td", "support-agent/42");
            browser.find("td button").click();
            browser.find("#reason").sendKeys("deletes too much", Keys.ENTER);
            browser.waitFor(".lines", "session `support-agent/42` was frozen");
            long patience = System.nanoTime() + 5_000_000_000L;
            while (guard.check(shell("git status"), agent).proceeds()) {
                assertThat(System.nanoTime()).as("frozen by now").isLessThan(patience);
            }
            browser.screenshot("sessions");
            browser.find(".thaw input").sendKeys("support-agent/42", Keys.ENTER);
            browser.waitFor("#message", "is thawed");

            browser.find("#tab-record").click();
            browser.find("#text").sendKeys("volumedelete", Keys.ENTER);
            browser.waitFor("td", "railway:volumeDelete");
            browser.find("button[type=button]").click();
            browser.waitFor("#message", "the record verifies");
            browser.screenshot("record");

            browser.find("#tab-explain").click();
            browser.find("#action").sendKeys("rm -rf /", Keys.chord(Keys.CONTROL, Keys.ENTER));
            browser.waitFor("#explanation", "rm -rf /");
            browser.screenshot("explain");
        }
    }

    @Test
    void whoSignsOutIsOut() throws Exception {
        TestStore store = new TestStore(directory, Approvers.NONE);
        try (Console console = store.console(0)) {
            browser.open(console.link());
            browser.find("#who button").click();
            browser.waitFor("h2", "Sign in");
            browser.open(console.origin());
            browser.waitFor("h2", "Sign in");
        }
    }

    private Guard guard() {
        return Guard.builder()
                .config(GuardConfig.none().withStore(directory))
                .wireGuarded(true)
                .build();
    }

    private static ProcessStart shell(String line) {
        return new ProcessStart(List.of("sh", "-c", line));
    }

    private static HttpCall volumeDelete() {
        return new HttpCall(
                "POST",
                "https://backboard.railway.app/graphql/v2",
                Map.of("Content-Type", List.of("application/json"), "Authorization", List.of("Bearer 7c9e6679a0b1")),
                Body.of("{\"query\":\"mutation { volumeDelete(volumeId: \\\"3d2c42fb\\\") }\"}"));
    }

    @Test
    void hostileTextIsShownAsText() throws Exception {
        TestStore store = new TestStore(directory, Approvers.NONE);
        store.held(HOSTILE);
        try (Console console = store.console(0)) {
            browser.open(console.link());
            browser.waitFor("h2", "<img src=x");

            assertThat(browser.driver().getTitle()).isEqualTo("(1) Guard");
            assertThat(browser.driver().findElements(By.tagName("img"))).isEmpty();
        }
    }

    @Test
    void aPasskeyThatGuardYamlNamesApproves() throws Exception {
        int port;
        String yaml;
        try (Console console = new TestStore(directory, Approvers.NONE).console(0)) {
            port = Integer.parseInt(console.origin().substring("http://localhost:".length()));
            browser.open(console.link());
            browser.find("#tab-passkey").click();
            browser.find("#name").sendKeys("Alice", Keys.ENTER);
            yaml = browser.find("#made").getText();
        }
        Path file = Files.writeString(directory.resolve("guard.yaml"), "version: 1\n" + yaml + "\n");
        TestStore store =
                new TestStore(directory, GuardConfig.load(file, true).approval().approvers());
        store.held("3d2c42fb");
        try (Console console = store.console(port)) {
            browser.driver().executeScript("sessionStorage.clear()");
            browser.open(console.origin());
            browser.find("#sign-in").click();
            browser.waitFor("#who", "Alice");

            browser.waitFor("h2", "3d2c42fb");
            browser.press(Keys.ENTER);
            browser.press("3d2c42fb", Keys.ENTER);

            browser.waitFor("#message", "is approved for one use");
        }
        assertThat(store.again("3d2c42fb"))
                .isInstanceOfSatisfying(
                        Consumption.Used.class,
                        used -> assertThat(used.approver()).isEqualTo("Alice"));
    }
}
