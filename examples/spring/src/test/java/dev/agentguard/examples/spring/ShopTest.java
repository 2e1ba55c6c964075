package dev.agentguard.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ConfigurableApplicationContext;

/** The shop, started on a free port of this machine; the same in both versions of Spring Boot. */
class ShopTest {

    @TempDir
    Path store;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void the_assistant_shows_an_order_and_a_human_decides_about_deleting_it() throws Exception {
        try (ConfigurableApplicationContext shop = start()) {
            assertThat(chat(shop, "delete order o-1"))
                    .contains("held by Guard for a human")
                    .contains("`tool:deleteOrder` on shop:order `o-1` is IRREVERSIBLE");
            assertThat(chat(shop, "show order o-1")).isEqualTo("two cups");
        }
    }

    @Test
    void whoever_operates_it_sees_what_waits_and_what_was_decided() throws Exception {
        try (ConfigurableApplicationContext shop = start()) {
            chat(shop, "delete order o-2");

            assertThat(get(shop, "/actuator/guard"))
                    .contains("\"mode\":\"enforce\"", "\"pendingApprovals\":1", "\"trusted\":true")
                    .doesNotContain("o-2");
            assertThat(get(shop, "/actuator/health")).contains("\"guard\":{\"status\":\"UP\"}");
            assertThat(get(shop, "/actuator/metrics/guard.decisions?tag=verdict:ask&tag=reversibility:irreversible"))
                    .contains("{\"statistic\":\"COUNT\",\"value\":1.0}");
        }
    }

    @Test
    void a_wrong_property_ends_the_start_with_one_message() {
        String printed = failingStart("--guard.mode=strict");

        assertThat(printed)
                .contains("APPLICATION FAILED TO START")
                .contains("The configuration of Guard cannot be used:")
                .contains("`guard.mode` (commandLineArgs): expected one of `enforce`, `monitor`, found `strict`")
                .doesNotContain("\tat ");
    }

    @Test
    void a_wrong_property_in_a_file_is_named_with_its_line() throws IOException {
        Path file = Files.writeString(
                store.resolve("more.yaml"), "guard:\n  environments:\n    shop:\n      railwy: [shop]\n");

        assertThat(failingStart("--spring.config.additional-location=file:" + file))
                .contains("`guard.environments.shop.railwy` (")
                .contains(file + "] - 4:16): unknown key `railwy`")
                .contains("did you mean `railway`?")
                .doesNotContain("\tat ");
    }

    @Test
    void switched_off_tools_run_and_the_start_says_so() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (ConfigurableApplicationContext shop = start("--guard.enabled=false")) {
            assertThat(chat(shop, "delete order o-1")).isEqualTo("deleted");
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("guard is switched off by `guard.enabled` (commandLineArgs): tools run unjudged");
    }

    @Test
    void the_readme_shows_what_is_run_here() throws IOException {
        String readme = plain(Files.readString(Path.of("../README.md")));
        String sources = "../src/main/java/dev/agentguard/examples/spring/";

        assertThat(readme).contains(plain(Files.readString(Path.of("../src/main/resources/application.yaml"))));
        for (String name : new String[] {"Assistant.java", "OrderTools.java"}) {
            String source = Files.readString(Path.of(sources + name));
            assertThat(readme).contains(plain(source.substring(source.lastIndexOf(" */") + 3)));
        }
        assertThat(SpringBootVersion.getVersion()).matches("[34]\\..*");
    }

    private String failingStart(String argument) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> start(argument).close()).isInstanceOf(RuntimeException.class);
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private ConfigurableApplicationContext start(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "--server.address=127.0.0.1";
        arguments[1] = "--server.port=0";
        arguments[2] = "--guard.store=" + store.resolve("guard");
        System.arraycopy(more, 0, arguments, 3, more.length);
        return SpringApplication.run(ShopApplication.class, arguments);
    }

    private String chat(ConfigurableApplicationContext shop, String message) throws Exception {
        return send(HttpRequest.newBuilder(address(shop, "/chat"))
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .header("Content-Type", "text/plain")
                .build());
    }

    private String get(ConfigurableApplicationContext shop, String path) throws Exception {
        return send(HttpRequest.newBuilder(address(shop, path)).build());
    }

    private String send(HttpRequest request) throws Exception {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as(request.uri() + ": " + response.body())
                .isEqualTo(200);
        return response.body();
    }

    private static URI address(ConfigurableApplicationContext shop, String path) {
        String port = shop.getEnvironment().getProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
