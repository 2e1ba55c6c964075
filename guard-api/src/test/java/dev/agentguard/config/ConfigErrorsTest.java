package dev.agentguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigErrorsTest {

    @TempDir
    Path folder;

    private static Arguments cluster(String text, String message) {
        return broken("version: 1\nresolvers: {kubernetes: [" + text + "]}", "2:" + message);
    }

    private static Arguments place(String declared, String message) {
        return broken("version: 1\nenvironments: {a: {" + declared + "}}", "2:" + message);
    }

    static Stream<Arguments> broken() {
        String database = "expected a JDBC URL such as `jdbc:postgresql://db.internal:5432/shop`, or a mapping with"
                + " `host` or `name`, found ";
        String credential = "version: 1\ncredentials:\n  - {name: a, purpose: b, ";
        String rule = "version: 1\nenvironments: {staging: }\nrules:\n  - {id: a, verdict: deny, match: {";
        String backup = "version: 1\nbackups: [{name: b, location: \"s3://b/k\", maximal-age: 26h, ";
        return Stream.of(
                broken(backup + "check: {file: x}}]", "2:11: missing key `of`"),
                broken(
                        backup + "of: {}, check: {file: x}}]",
                        "2:65: expected one or more of `environment`, `resource`, `database`"),
                broken(
                        backup + "of: {resource: orders}, check: {file: x}}]",
                        "2:76: expected a type, or a type and an id such as `railway:volume 3d2c42fb-*`, found"
                                + " `orders`"),
                broken(
                        backup + "of: {database: orders}, check: {file: x}}]",
                        "2:76: expected a database such as `db.example.com:5432/orders`, found `orders`"),
                broken(
                        backup + "of: {resource: \"a:b\"}, check: {}}]",
                        "2:91: expected one or more of `http`, `s3`, `file`, `command`"),
                broken(
                        backup + "of: {resource: \"a:b\"}, check: {s3: \"s3://b/k\"}}]",
                        "2:96: expected `s3://bucket/key`, in whose key `*` stands for any characters, found"
                                + " `s3://b/k`"),
                broken(
                        backup + "of: {resource: \"a:b\"}, check: {s3: \"s3://bucket/k\"}}]",
                        "2:96: an object in S3 is asked for with the key of `resolvers.aws`, which is not declared"),
                broken(
                        backup + "of: {resource: \"a:b\"}, check: {http: \"https://u:p@h/\"}}]",
                        "2:98: expected an http or https address without a user name, or `env:NAME` of a variable with"
                                + " one, found something else (not shown)"),
                broken(
                        backup + "of: {resource: \"a:b\"}, check: {command: []}}]",
                        "2:101: expected a program and its arguments, found a list"),
                broken(
                        "version: 1\nrules: [{id: a, match: {environment: a\n\n b}, verdict: ask}]",
                        "2:38: environment `a b` is not declared under `environments`, none is declared"),
                broken("", "1:1: missing key `version`"),
                broken("version: 2", "1:10: expected version `1`, found `2`"),
                broken("- a", "1:1: expected a mapping, found a list"),
                broken(
                        "version: 1\nenvs: {}",
                        "2:1: unknown key `envs`, expected one of `agent`, `application`, `approval`, `backups`,"
                                + " `budgets`, `caps`, `checks`, `credentials`, `disposable`, `environments`, `mcp`,"
                                + " `mode`, `packs`, `permits`, `providers`, `refusals`, `resolvers`, `rule-files`,"
                                + " `rules`, `store`, `version`"),
                broken(
                        "version: 1\nagent: {environment: [a]}",
                        "2:9: unknown key `environment`, expected one of `environments` (did you mean"
                                + " `environments`?)"),
                broken(
                        "version: 1\nenvironments: {\"pro*\": {}}",
                        "2:16: expected the name of an environment, found `pro*`"),
                broken("version: 1\nmode: off", "2:7: expected one of `enforce`, `monitor`, found `off`"),
                broken(
                        "version: 1\nagent: {environments: [staging]}",
                        "2:24: environment `staging` is not declared under `environments`, none is declared"),
                broken(
                        "version: 1\nagent: {environments: [stagin]}\nenvironments: {staging: , production: }",
                        "2:24: environment `stagin` is not declared under `environments`, declared are `production`,"
                                + " `staging`"),
                broken(
                        "version: 1\nagent: {environments: staging}",
                        "2:23: expected a list of strings, found `staging`"),
                broken("version: 1\nagent: {environments: [7]}", "2:24: expected a string, found `7`"),
                broken(
                        "version: 1\nenvironments: {a: {hosts: [\"https://a.b\"]}}",
                        "2:28: expected a host such as `api.example.com`, `*.example.com` or `127.0.0.1:8443`,"
                                + " found `https://a.b`"),
                broken(
                        "version: 1\nenvironments: {a: {resources: {volume: [v1]}}}",
                        "2:32: expected `provider:name` such as `railway:volume`, found `volume`"),
                place(
                        "urls: [api.example.com]",
                        "27: expected a URL such as `https://api.example.com/staging/*`, found `api.example.com`"),
                place("kubernetes: [prod]", "33: expected a mapping, found `prod`"),
                place(
                        "kubernetes: [{ctx: prod}]",
                        "34: unknown key `ctx`, expected one of `annotations`, `cluster`, `context`, `labels`,"
                                + " `namespace`"),
                place(
                        "kubernetes: [{}]",
                        "33: expected at least one of `context`, `cluster`, `namespace`, `labels`, `annotations`"),
                place(
                        "kubernetes: [{context: \"*\"}]",
                        "43: expected a name; `*` alone would claim everything, found `*`"),
                place(
                        "aws: [{account: 111122223333}]",
                        "36: expected the account's 12 digits in quotes, found `111122223333`"),
                place(
                        "azure: [{group: a}]",
                        "29: unknown key `group`, expected one of `resource-group`, `subscription`"),
                place("gcp: [[a]]", "26: expected a string, found a list"),
                place("databases: [\"hunter2\"]", "32: " + database + "something else (not shown)"),
                place("databases: [{schema: a}]", "32: " + database + "a mapping"),
                place(
                        "databases: [{host: \"a b\"}]",
                        "39: expected a host such as `api.example.com`, `*.example.com` or `127.0.0.1:8443`, found `a"
                                + " b`"),
                place(
                        "files: [\"/srv/*\"]",
                        "28: expected a path without patterns; what is in a directory belongs to it, found `/srv/*`"),
                broken(
                        "version: 1\nenvironments: {a: {protected: true, disposable: true}}",
                        "2:37: an environment cannot be both `protected` and `disposable`"),
                broken(
                        "version: 1\nenvironments: {a: {reads: no}}",
                        "2:27: expected one of `allow`, `deny`, found `no`"),
                broken(credential + "from: env:MISSING}", "3:33: environment variable `MISSING` is not set"),
                broken(
                        credential + "from: hunter2}",
                        "3:33: expected `env:NAME`, the name of an environment variable; a secret does not belong"
                                + " here"),
                broken(credential + "fingerprint: hunter2}", "3:40: expected `sha256:` and 64 hex digits"),
                broken(
                        credential + "}",
                        "3:5: expected `from`, `fingerprint`, `key-id` or `user`: what the credential is known by"),
                broken(
                        credential + "from: \"vault:secret/prod#token\"}",
                        "3:33: what is kept there cannot be read; give its `fingerprint: sha256:…` beside it"),
                broken(
                        credential + "from: \"file:no-such-file\"}",
                        "3:33: there is no such file, or it cannot be read"),
                broken(
                        credential + "user: hunter2}",
                        "3:33: expected `jdbc:USER@HOST`, `jdbc:USER` or `kubeconfig:USER@CONTEXT`"),
                broken(
                        credential + "key-id: a b}",
                        "3:35: expected the public id of a key, such as an AWS access key id"),
                broken(
                        "version: 1\ncredentials: [hunter2]",
                        "2:15: expected a mapping, found something else (not shown)"),
                broken(
                        credential + "fingerprint: \"sha256:" + "0".repeat(64) + "\", environments: [prod]}",
                        "3:130: environment `prod` is not declared under `environments`, none is declared"),
                broken(
                        credential + "fingerprint: \"sha256:" + "0".repeat(64) + "\", expires: soon}",
                        "3:124: expected a time such as `2026-12-31T00:00:00Z`, found something else (not shown)"),
                broken("version: 1\nresolvers: {railway: {}}", "2:22: missing key `token`"),
                broken(
                        "version: 1\nresolvers: {railway: {token: env:HOME, endpoint: http://a.b}}",
                        "2:50: expected an https address, or http on this machine"),
                cluster("{token: env:HOME}", "26: expected either `server` or `kubeconfig`"),
                cluster(
                        "{server: \"https://a.b\", kubeconfig: x, token: env:HOME}",
                        "26: expected either `server` or `kubeconfig`"),
                cluster("{server: \"https://a.b\"}", "26: missing key `token`"),
                cluster(
                        "{server: \"http://a.b\", token: env:HOME}",
                        "35: expected an https address, or http on this machine"),
                cluster(
                        "{server: \"https://a.b\", context: x, token: env:HOME}",
                        "50: `context` belongs to a `kubeconfig`; name `contexts` of the server"),
                cluster(
                        "{server: \"https://a.b\", token: eyJhbGciOi}",
                        "57: expected `env:NAME`, the name of an environment variable; a secret does not belong here"),
                cluster(
                        "{server: \"https://a.b\", token: \"file:nowhere\"}",
                        "57: expected a file of one line that can be read"),
                cluster("{kubeconfig: nowhere, token: env:HOME}", "39: no such file `nowhere`"),
                broken("version: 1\nresolvers: {aws: {}}", "2:18: missing key `access-key-id`"),
                broken(
                        "version: 1\nresolvers: {aws: {access-key-id: env:HOME, secret-access-key: env:HOME,"
                                + " region: \"eu/west\"}}",
                        "2:81: expected a region such as `eu-west-1`, found `eu/west`"),
                broken("version: 1\nproviders: {railway: {}}", "2:22: missing key `hosts`"),
                broken(
                        rule + "}}",
                        "4:35: expected at least one condition, a rule that matches everything is not meant"),
                broken(
                        rule + "operation: volumeDelete}}",
                        "4:47: expected `provider:name` such as `railway:volume*`, found `volumeDelete`"),
                broken(
                        rule + "kind: date}}",
                        "4:42: expected one of `data`, `money`, `message`, `access`, `compute`, `release`, found"
                                + " `date`"),
                broken(
                        rule + "reversibility: read-only}}",
                        "4:51: expected one of `reversible`, `recoverable`, `irreversible`, `unknown`,"
                                + " found `read-only`"),
                broken(
                        rule + "environment: production}}",
                        "4:49: environment `production` is not declared under `environments`, declared are `staging`"),
                broken(
                        "version: 1\nrules: [{id: a, verdict: allow, match: {}}]",
                        "2:26: expected one of `ask`, `deny`, found `allow`"),
                broken(
                        "version: 1\nrules: [{id: a b, verdict: ask, match: {kind: data}}]",
                        "2:14: expected an id such as `no-production-volumes`, found `a b`"),
                broken(
                        rule + "kind: data}}\n  - {id: a, verdict: ask, match: {kind: data}}",
                        "5:10: a rule with id `a` stands further up"),
                broken("version: 1\nrule-files: [MISSING.md]", "2:14: no such file `MISSING.md`"),
                broken("version: 1\nrule-files: [\"a\\0b\"]", "2:14: expected the name of a file, found `a b`"),
                broken("version: 1\npacks: [missing.yaml]", "2:9: no such file `missing.yaml`"),
                broken(
                        "version: 1\nchecks: {scopes: on}",
                        "2:10: unknown key `scopes`, expected one of `credential-provenance`, `credential-purpose`,"
                                + " `recoverability`, `reversibility`, `rules`, `scope`, `signed-approvals`, `tool-pins`"
                                + " (did you mean `scope`?)"),
                broken(
                        "version: 1\nmcp: {servers: [{trust: denied}]}",
                        "2:17: expected `name`, `url` or `command`, by which the server is known"),
                broken(
                        "version: 1\nmcp: {servers: [{name: notes}]}",
                        "2:17: expected `trust` or `hints`, or nothing is said of the server"),
                broken(
                        "version: 1\nmcp:\n  servers:\n    - name: notes\n      trust: yes",
                        "5:14: expected one of `trusted`, `untrusted`, `denied`, found `yes`"),
                broken(
                        "version: 1\nmcp: {servers: [{name: notes, hints: off}]}",
                        "2:38: expected one of `tighten`, `ignore`, found `off`"),
                broken(
                        "version: 1\nmcp: {servers: [{url: mcp.example.com, trust: denied}]}",
                        "2:23: expected a URL such as `https://mcp.example.com/*`, found `mcp.example.com`"),
                broken(
                        "version: 1\nrefusals: {rollback: on}",
                        "2:12: unknown key `rollback`, expected one of `roll-back` (did you mean `roll-back`?)"),
                broken("version: 1\nrefusals: {roll-back: always}", "2:23: expected `on` or `off`, found `always`"),
                broken("version: 1\nchecks: {scope: 0}", "2:17: expected `on` or `off`, found `0`"),
                broken(
                        "version: 1\napproval: {expires-after: soon}",
                        "2:27: expected a duration such as `5s`, `15m`, `24h` or `PT15M`, found `soon`"),
                broken(
                        "version: 1\napproval: {wait: 20m}",
                        "2:18: expected no more than `expires-after`, which is PT15M, found `20m`"),
                broken(
                        "version: 1\napproval: {webhook: {url: \"http://hooks.example.com/x\", secret: env:PATH}}",
                        "2:27: expected an https address, or http on this machine"),
                broken(
                        "version: 1\napproval: {webhook: {url: \"https://hooks.example.com/x\", secret: s3cret}}",
                        "2:66: expected `env:NAME`, the name of an environment variable; a secret does not belong"
                                + " here"),
                broken("version: 1\nstore: guard.yaml", "2:8: expected a directory, found `guard.yaml`"),
                broken(
                        "version: 1\nmode: enforce\nmode: monitor",
                        "3:1: duplicate key `mode`, already given in line 2"),
                broken("version: &a 1\nmode: *a", "1:10: anchors and aliases are not supported, write the value out"),
                broken("\u0001", "1:1: character U+0001 is not allowed"),
                broken("a: ".repeat(3), "1:5: mapping values are not allowed here"),
                broken("[".repeat(1000), "1:51: nested deeper than 50 levels"),
                broken("#".repeat(2 << 20), "1:1: larger than 1048576 bytes, split the file"));
    }

    private static Arguments broken(String text, String problem) {
        return Arguments.argumentSet(problem, text, problem);
    }

    @ParameterizedTest
    @MethodSource
    void broken(String text, String problem, @TempDir Path directory) throws IOException {
        Path file = directory.resolve("guard.yaml");
        Files.writeString(file, text);

        assertThatThrownBy(() -> ConfigReader.load(file, true, name -> name.equals("HOME") ? "secret" : null))
                .isInstanceOf(ConfigException.class)
                .hasMessage("guard.yaml:" + problem);
    }

    @Test
    void bytesThatAreNoText_areRefusedWithTheirPosition() throws IOException {
        Path file = folder.resolve("guard.yaml");
        Files.write(file, new byte[] {'v', '\n', (byte) 0xc3, '('});

        assertThatThrownBy(() -> GuardConfig.load(file, true)).hasMessage("guard.yaml:2:1: not valid UTF-8");
    }

    @Test
    void missingFile_isNamed() {
        Path file = folder.resolve("guard.yaml");

        assertThatThrownBy(() -> GuardConfig.load(file, true))
                .isInstanceOf(ConfigException.class)
                .hasMessage("guard.yaml: no such file, or it cannot be read: `" + file + "`");
        assertThatThrownBy(() -> GuardConfig.load(folder, true))
                .hasMessageEndingWith(": no such file, or it cannot be read: `" + folder + "`");
    }

    /** Any change of a valid file is read, or refused with one line that says where; nothing else comes out. */
    @Test
    void mutatedFiles_areReadOrRefusedWithAPosition() throws IOException {
        Files.writeString(folder.resolve("RULES.md"), "Never delete backups.\n");
        Files.writeString(folder.resolve("my-pack.yaml"), "id: mine\n");
        Random random = new Random(20260501);
        Path file = folder.resolve("guard.yaml");
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            byte[] mutated = mutate(GuardConfigTest.FULL.getBytes(StandardCharsets.UTF_8), random);
            try {
                ConfigReader.read(file, mutated, i % 2 == 0, GuardConfigTest.VARIABLES::get);
            } catch (ConfigException e) {
                refused++;
                assertThat(e.getMessage())
                        .matches("guard\\.yaml:\\d+:\\d+: [^\\n]+")
                        .doesNotContain("hunter2");
            }
        }
        assertThat(refused).isBetween(1_000, 3_999);
    }

    private static byte[] mutate(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        for (int change = 0; change <= random.nextInt(4); change++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "[]{}:,-&*!|>'\"%@#\n\t ".charAt(random.nextInt(20));
                case 2 -> bytes = remove(bytes, at, Math.min(bytes.length - 1, at + 1 + random.nextInt(20)));
                default -> bytes = duplicate(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(60)));
            }
        }
        return bytes;
    }

    private static byte[] remove(byte[] bytes, int from, int to) {
        byte[] shorter = new byte[bytes.length - Math.max(0, to - from)];
        System.arraycopy(bytes, 0, shorter, 0, from);
        System.arraycopy(bytes, Math.max(from, to), shorter, from, bytes.length - Math.max(from, to));
        return shorter;
    }

    private static byte[] duplicate(byte[] bytes, int from, int to) {
        byte[] longer = new byte[bytes.length + to - from];
        System.arraycopy(bytes, 0, longer, 0, to);
        System.arraycopy(bytes, from, longer, to, bytes.length - from);
        return longer;
    }
}
