package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.agentguard.FaultServer.Asked;
import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A cluster's API for one namespace, as
 * https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/namespace-v1/ has it, answering and failing.
 */
class KubernetesFaultTest extends ResolverFaultContract {

    private static final Map<String, String> LABELS = Map.of(
            "shop", "{\"env\":\"staging\",\"kubernetes.io/metadata.name\":\"shop\"}",
            "live", "{\"env\":\"production\",\"kubernetes.io/metadata.name\":\"live\"}",
            "tools", "{\"kubernetes.io/metadata.name\":\"tools\"}",
            "legacy", "{\"env\":\"production\",\"kubernetes.io/metadata.name\":\"legacy\"}");

    @Override
    String config(String endpoint) {
        return """
                agent: {environments: [staging]}
                environments:
                  staging:
                    kubernetes:
                      - {labels: {env: staging}}
                      - {context: shared, namespace: tools}
                      - {context: shared, namespace: legacy}
                  production:
                    protected: true
                    kubernetes:
                      - {context: shared, labels: {env: production}}
                      - {annotations: {example.com/tier: live}}
                resolvers:
                  kubernetes:
                    - {server: "%s", contexts: [shared], token: "file:secret.txt", time-limit: 2s}
                """.formatted(endpoint);
    }

    @Override
    String answer(Asked request) {
        String path = request.line().split(" ")[1];
        String name = path.substring(path.lastIndexOf('/') + 1);
        return namespace(name, LABELS.getOrDefault(name, "{}"), name.equals("annotated") ? "live" : "x");
    }

    private static String namespace(String name, String labels, String tier) {
        return "{\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"" + name
                + "\",\"uid\":\"7f1f9d0a-5a6b-4d0e-9f57-0d7b4e7a3c11\",\"resourceVersion\":\"42\","
                + "\"creationTimestamp\":\"2026-01-01T00:00:00Z\",\"labels\":" + labels
                + ",\"annotations\":{\"example.com/tier\":\"" + tier + "\"},\"managedFields\":[]},"
                + "\"spec\":{\"finalizers\":[\"kubernetes\"]},\"status\":{\"phase\":\"Active\"}}";
    }

    private static Action kubectl(String words) {
        return new ProcessStart(List.of("sh", "-c", "kubectl " + words));
    }

    @Override
    Action destroying() {
        return kubectl("--context shared -n shop delete pvc data");
    }

    @Override
    Action reading() {
        return kubectl("--context shared -n shop get pods");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--context shared -n shop delete pvc data | Ask none",
                "--context shared -n live delete pvc data | Deny scope.other-environment",
                "--context shared -n live scale deploy web --replicas=0 | Deny scope.other-environment",
                "--context shared -n annotated delete pvc data | Deny scope.other-environment",
                // declared by its name, and no label says otherwise
                "--context shared -n tools delete pvc data | Ask none",
                // declared by its name for one and labelled for the other: it is in both
                "--context shared -n legacy delete pvc data | Deny scope.other-environment",
                "--context shared -n nobodys delete pvc data | Deny scope.other-environment",
                "--context shared delete namespace shop | Ask none",
                "--context shared delete namespace live | Deny scope.other-environment",
                "--context shared delete namespace shop live | Deny scope.other-environment",
                // nothing that could be looked up
                "--context shared delete pvc data | Deny scope.unknown",
                "--context shared delete pvc --all -A | Deny scope.unknown",
                "--context shared -n '$X' delete pvc data | Deny scope.unknown",
                "--context shared -n ../../nodes/x delete pvc data | Deny scope.unknown",
                "-n shop delete pvc data | Deny scope.unknown",
                // the same name in another file may be another cluster
                "--kubeconfig other --context shared -n shop delete pvc data | Deny scope.unknown",
                "--context other -n shop delete pvc data | Deny scope.unknown"
            })
    void labels_of_the_namespace_say_where_it_is(String words, String expected) throws IOException {
        try (Guard guard = guard()) {
            assertThat(words(check(guard, kubectl(words)))).isEqualTo(expected);
        }
    }

    @Test
    void request_to_the_server_itself_is_known_by_its_address() throws IOException {
        String server = "http://127.0.0.1:" + this.server.port();
        try (Guard guard = guard()) {
            for (String[] one : new String[][] {{"shop", "Ask none"}, {"live", "Deny scope.other-environment"}}) {
                Action delete = new HttpCall(
                        "DELETE",
                        server + "/api/v1/namespaces/" + one[0] + "/persistentvolumeclaims/data",
                        Map.of(),
                        Body.empty());
                assertThat(words(check(guard, delete))).isEqualTo(one[1]);
            }
        }
    }

    @Test
    void cluster_behind_a_proxy_of_many_is_known_by_its_context_only() throws IOException {
        String proxy = "http://127.0.0.1:" + server.port();
        try (Guard guard = guard(proxy + "/k8s/clusters/c-1")) {
            assertThat(words(check(guard, destroying()))).isEqualTo("Ask none");
            assertThat(server.asked.get(0).line()).isEqualTo("GET /k8s/clusters/c-1/api/v1/namespaces/shop HTTP/1.1");
            assertThat(words(check(guard, kubectl("-s " + proxy + " -n shop delete pvc data"))))
                    .isEqualTo("Deny scope.unknown");
        }
    }

    @Test
    void own_token_is_sent_and_one_that_was_replaced_in_its_file_is_taken() throws IOException {
        try (Guard guard = guard()) {
            check(guard, destroying());
            assertThat(server.asked.get(0).line()).isEqualTo("GET /api/v1/namespaces/shop HTTP/1.1");
            assertThat(server.asked.get(0).head()).contains("Authorization: Bearer " + SECRET + "\r\n");
            Files.writeString(directory.resolve("secret.txt"), "another-secret-0123456789");
            server.asked.clear();
            check(guard, kubectl("--context shared -n live delete pvc data"));
            assertThat(server.asked.get(0).head()).contains("Authorization: Bearer another-secret-0123456789\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Success\"}",
                "{\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"other\",\"labels\":{\"env\":\"staging\"}}}",
                "{\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"shop\",\"labels\":[\"env\"]}}",
                "{\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"shop\",\"labels\":{\"env\":[\"staging\"]}}}",
                "{\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"shop\",\"labels\":{\"env\":\"staging\",\"env\":\"x\"}}}",
                "{\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"shop\",\"labels\":{\"env\":\"staging\"}}} more",
                "{\"kind\":\"NamespaceList\",\"apiVersion\":\"v1\",\"items\":[]}"
            })
    void answer_of_another_form_holds(String body) throws IOException {
        try (FaultServer odd = new FaultServer(request -> body);
                Guard guard = guard("http://127.0.0.1:" + odd.port())) {
            assertThat(words(check(guard, destroying()))).isEqualTo("Deny scope.unknown");
        }
    }

    @Test
    void certificate_of_the_clusters_own_authority_is_trusted_where_it_is_named_only() throws Exception {
        HttpsServer tls = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tls.setHttpsConfigurator(new HttpsConfigurator(ownCertificate()));
        tls.createContext("/", exchange -> {
            byte[] body = namespace("shop", LABELS.get("shop"), "x").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        tls.start();
        try {
            String address = "https://127.0.0.1:" + tls.getAddress().getPort();
            try (Guard guard = guard(address)) {
                assertThat(words(check(guard, destroying()))).isEqualTo("Deny scope.unknown");
            }
            try (Guard guard = guard(address + "\", certificate-authority: \"ca.pem")) {
                assertThat(words(check(guard, destroying()))).isEqualTo("Ask none");
            }
            Files.writeString(directory.resolve("kubeconfig"), """
                            apiVersion: v1
                            kind: Config
                            clusters:
                              - {name: one, cluster: {server: "%s", certificate-authority-data: %s}}
                            contexts:
                              - {name: shared, context: {cluster: one, user: dev}}
                            users: [{name: dev, user: {token: the-agents-own}}]
                            current-context: shared
                            """.formatted(
                    address, Base64.getEncoder().encodeToString(Files.readAllBytes(directory.resolve("ca.pem")))));
            String byFile =
                    config("x").replace("server: \"x\", contexts: [shared]", "kubeconfig: kubeconfig, context: shared");
            Path file = Files.writeString(directory.resolve("guard.yaml"), "version: 1\n" + byFile);
            try (Guard guard = Guard.builder()
                    .config(dev.agentguard.config.GuardConfig.load(file, true))
                    .build()) {
                assertThat(words(check(guard, destroying()))).isEqualTo("Ask none");
            }
        } finally {
            tls.stop(0);
        }
    }

    private SSLContext ownCertificate() throws Exception {
        Path store = directory.resolve("own.p12");
        keytool(
                "-genkeypair -alias own -keyalg EC -validity 2 -dname CN=cluster -ext san=ip:127.0.0.1 -storetype PKCS12"
                        + " -storepass changeit -keystore " + store);
        keytool("-exportcert -rfc -alias own -storepass changeit -keystore " + store + " -file "
                + directory.resolve("ca.pem"));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(String words) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words.split(" ")));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
