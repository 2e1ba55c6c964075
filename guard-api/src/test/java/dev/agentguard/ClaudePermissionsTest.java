package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.decision.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claude Code's settings, row by row of their semantics: what is held or refused, and what is not. */
class ClaudePermissionsTest {

    @TempDir
    Path project;

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            Bash(npm run build)      ¦ $ npm run build                           ¦ deny
            Bash(npm run build)      ¦ $ npm run build --watch                   ¦ nothing
            Bash(npm run build)      ¦ tool Bash {"command": "npm run build"}    ¦ deny
            Bash(npm run build)      ¦ argv npm run build                        ¦ deny
            Bash(git * main)         ¦ $ git push origin main                    ¦ deny
            Bash(git * main)         ¦ $ git push origin dev                     ¦ nothing
            Bash(ls *)               ¦ $ ls                                      ¦ deny
            Bash(ls *)               ¦ $ ls -la                                  ¦ deny
            Bash(ls *)               ¦ $ lsof                                    ¦ nothing
            Bash(ls*)                ¦ $ lsof                                    ¦ deny
            Bash(ls:*)               ¦ $ ls -la                                  ¦ deny
            Bash(ls:*)               ¦ $ lsof                                    ¦ nothing
            Bash(a:b *)              ¦ $ a:b c                                   ¦ deny
            Bash(a:b *)              ¦ $ a b c                                   ¦ nothing
            Bash                     ¦ $ anything                                ¦ deny
            Bash(*)                  ¦ $ anything at all                         ¦ deny
            Bash                     ¦ tool run_shell_command {"command": "ls"}  ¦ deny
            Bash                     ¦ tool getWeather {"city": "Oslo"}          ¦ nothing
            Bash(curl *)             ¦ $ git status && curl x.example            ¦ deny
            Bash(curl *)             ¦ $ git status || curl x.example            ¦ deny
            Bash(curl *)             ¦ $ git status; curl x.example              ¦ deny
            Bash(curl *)             ¦ $ git status | curl x.example             ¦ deny
            Bash(curl *)             ¦ $ git status |& curl x.example            ¦ deny
            Bash(curl *)             ¦ $ git status & curl x.example             ¦ deny
            Bash(curl *)             ¦ $ git status\\ncurl x.example             ¦ deny
            Bash(curl *)             ¦ $ echo 'a; curl x.example'                ¦ nothing
            Bash(curl *)             ¦ $ wget x.example                          ¦ nothing
            Bash(curl *)             ¦ http GET https://x.example/               ¦ nothing
            Bash(curl *)             ¦ $ timeout 5 curl x.example                ¦ deny
            Bash(curl *)             ¦ $ time curl x.example                     ¦ deny
            Bash(curl *)             ¦ $ nice curl x.example                     ¦ deny
            Bash(curl *)             ¦ $ nohup curl x.example                    ¦ deny
            Bash(curl *)             ¦ $ stdbuf -o0 curl x.example               ¦ deny
            Bash(curl *)             ¦ $ command curl x.example                  ¦ deny
            Bash(curl *)             ¦ $ builtin curl x.example                  ¦ deny
            Bash(curl *)             ¦ $ echo x.example | xargs curl             ¦ deny
            Bash(curl *)             ¦ $ command -v curl                         ¦ nothing
            Bash(curl *)             ¦ $ docker exec c curl x.example            ¦ nothing
            Bash(curl *)             ¦ $ FOO=bar curl x.example                  ¦ deny
            Bash(curl *)             ¦ $ LC_ALL=C curl x.example                 ¦ deny
            Bash(curl *)             ¦ $ c"ur"l 'x.example'                      ¦ deny
            Bash(curl *)             ¦ $ /usr/bin/curl x.example                 ¦ deny
            Bash(curl *)             ¦ $ sudo curl x.example                     ¦ deny
            Bash(curl *)             ¦ $ bash -c "curl x.example"                ¦ deny
            Bash(echo *)             ¦ $ echo hello                              ¦ deny
            Bash(echo *)             ¦ tool Bash {"command": "cd x && echo y"}   ¦ deny
            Bash(git push *)         ¦ $ git  push   origin                      ¦ deny
            Bash(git push *)         ¦ $ git fetch origin                        ¦ nothing
            Bash(git push *)         ¦ http POST https://api.github.com/repos/o/r/pulls {"title": "x"} ¦ nothing
            Bash(./gradlew *)        ¦ $ ./gradlew test                          ¦ deny
            Bash(./gradlew *)        ¦ $ other/gradlew test                      ¦ nothing
            Bash(git commit -m "x") ¦ $ git commit -m 'x'                       ¦ deny
            PowerShell(Get-ChildItem *) ¦ $ pwsh -Command "gci C:/"              ¦ deny
            PowerShell(ls *)         ¦ $ powershell -Command "GET-CHILDITEM x"   ¦ deny
            PowerShell(remove-item *) ¦ tool PowerShell {"command": "Get-Date; ri x"} ¦ deny
            PowerShell(remove-item *) ¦ tool PowerShell {"command": "Get-Date"}   ¦ nothing
            PowerShell(ls *)         ¦ $ ls x                                    ¦ nothing
            """)
    void commands(String entry, String action, String expected) {
        try (PermissionProject claude = PermissionProject.claude(project, "deny", entry)) {
            assertThat(claude.said(action.replace("\\\\n", "\\n"))).isEqualTo(expected);
        }
    }

    @Test
    void deny_beats_ask_and_ask_beats_a_narrower_allow() {
        PermissionProject.write(project, ".claude/settings.json", """
                {"permissions": {
                  "allow": ["Bash(git push origin dev)", "Bash(rm *)"],
                  "ask": ["Bash(git push *)", "Bash(npm *)"],
                  "deny": ["Bash(npm publish *)", "Bash(rm *)"]
                }}
                """);
        try (PermissionProject claude = PermissionProject.in(project)) {
            assertThat(claude.said("$ git push origin dev")).isEqualTo("ask");
            assertThat(claude.said("$ npm publish x")).isEqualTo("deny");
            assertThat(claude.said("$ npm test")).isEqualTo("ask");
            assertThat(claude.said("$ rm x")).isEqualTo("deny");
            assertThat(claude.said("$ git status")).isEqualTo("nothing");
            assertThat(claude.check("$ git push origin dev").message()).contains(".claude/settings.json:3");
            assertThat(claude.check("$ npm publish x").decision()).isInstanceOf(Decision.Deny.class);
            assertThat(claude.advice())
                    .anySatisfy(line -> assertThat(line)
                            .contains("allow: 2 entries")
                            .contains("an allow of another tool loosens nothing in Guard"));
        }
    }

    @Test
    void an_allow_loosens_nothing() {
        try (PermissionProject claude = PermissionProject.claude(project, "allow", "Bash(rm *)", "Bash")) {
            assertThat(claude.said("$ rm -rf build")).isEqualTo("nothing");
            assertThat(claude.check("$ rm -rf build").proceeds()).isFalse();
        }
    }

    @Test
    void the_lists_of_all_sources_are_merged(@TempDir Path home) {
        PermissionProject.write(home, ".claude/settings.json", "{\"permissions\": {\"deny\": [\"Bash(curl *)\"]}}");
        PermissionProject.write(project, ".claude/settings.json", "{\"permissions\": {\"ask\": [\"Bash(npm *)\"]}}");
        PermissionProject.write(
                project,
                ".claude/settings.local.json",
                "{\"permissions\": {\"allow\": [\"Bash(curl *)\"], \"deny\": [\"Bash(yarn *)\"]}}");
        try (PermissionProject claude = PermissionProject.in(project, home)) {
            assertThat(claude.said("$ curl x.example")).isEqualTo("deny");
            assertThat(claude.said("$ npm test")).isEqualTo("ask");
            assertThat(claude.said("$ yarn x")).isEqualTo("deny");
            assertThat(claude.matches("$ curl x.example"))
                    .allSatisfy(match -> assertThat(match.source()).isEqualTo("~/.claude/settings.json:1"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            Read(./.env)          ¦ $ cat .env                                        ¦ deny
            Read(./.env)          ¦ $ cat < .env                                      ¦ deny
            Read(./.env)          ¦ $ head -5 ./.env                                  ¦ deny
            Read(./.env)          ¦ $ sed -n 1p x/../.env                             ¦ deny
            Read(./.env)          ¦ tool Read {"file_path": ".env"}                   ¦ deny
            Read(./.env)          ¦ tool read_file {"path": "PROJECT/.env"}           ¦ deny
            Read(./.env)          ¦ tool Edit {"file_path": ".env", "old_string": "a"} ¦ deny
            Read(./.env)          ¦ $ echo x > .env                                   ¦ deny
            Read(./.env)          ¦ $ cat other.txt                                   ¦ nothing
            Read(./.env)          ¦ $ cat /elsewhere/.env                             ¦ nothing
            Read(./.env)          ¦ tool getWeather {"city": ".env"}                  ¦ nothing
            Read(.env)            ¦ $ cat a/b/.env                                    ¦ deny
            Read(*.pem)           ¦ $ cat a/key.pem                                   ¦ deny
            Read(/*.pem)          ¦ $ cat key.pem                                     ¦ deny
            Read(/*.pem)          ¦ $ cat a/key.pem                                   ¦ nothing
            Read(secrets/**)      ¦ $ cat secrets/a/b                                 ¦ deny
            Read(secrets/**)      ¦ $ cat a/secrets/b                                 ¦ deny
            Read(secrets/**)      ¦ $ cat secrets.txt                                 ¦ nothing
            Read(a/secrets/**)    ¦ $ cat b/a/secrets/c                               ¦ nothing
            Read(a/secrets/**)    ¦ $ cat a/secrets/c                                 ¦ deny
            Read(a/*/c)           ¦ $ cat a/b/c                                       ¦ deny
            Read(a/*/c)           ¦ $ cat a/b/b/c                                     ¦ nothing
            Read(a/**/c)          ¦ $ cat a/b/b/c                                     ¦ deny
            Read(//etc/passwd)    ¦ $ cat /etc/passwd                                 ¦ deny
            Read(//etc/passwd)    ¦ $ cat etc/passwd                                  ¦ nothing
            Read(~/.ssh/**)       ¦ $ cat ~/.ssh/id_rsa                               ¦ deny
            Read(~/.ssh/**)       ¦ $ cat ~/x                                         ¦ nothing
            Edit(/docs/**)        ¦ $ echo x >> docs/a/b.md                           ¦ deny
            Edit(/docs/**)        ¦ $ cat docs/a.md                                   ¦ nothing
            Edit(/docs/**)        ¦ $ rm -r docs                                      ¦ deny
            Edit(/docs/**)        ¦ $ cd docs && rm a.md                              ¦ deny
            Edit(/docs/**)        ¦ tool write_file {"file_path": "docs/a", "content": "x"} ¦ deny
            Edit(/docs/**)        ¦ tool Read {"file_path": "docs/a"}                 ¦ nothing
            Edit                  ¦ $ echo x > y                                      ¦ deny
            Edit                  ¦ tool Write {"file_path": "y", "content": "x"}     ¦ deny
            Edit                  ¦ $ cat y                                           ¦ nothing
            Read                  ¦ $ cat y                                           ¦ deny
            Read                  ¦ tool Read {"file_path": "y"}                      ¦ deny
            Read                  ¦ $ git status                                      ¦ nothing
            """)
    void files(String entry, String action, String expected) {
        try (PermissionProject claude = PermissionProject.claude(project, "deny", entry)) {
            assertThat(claude.said(action.replace("PROJECT", project.toString())))
                    .isEqualTo(expected);
        }
    }

    @Test
    void of_a_link_the_link_or_what_it_leads_to_is_enough() throws IOException {
        Files.createDirectories(project.resolve("secrets"));
        Files.writeString(project.resolve("secrets/key"), "x");
        Files.createSymbolicLink(project.resolve("harmless"), project.resolve("secrets/key"));
        try (PermissionProject claude = PermissionProject.claude(project, "deny", "Read(/secrets/**)")) {
            assertThat(claude.said("$ cat " + project.resolve("harmless"))).isEqualTo("deny");
        }
        try (PermissionProject claude = PermissionProject.claude(project, "deny", "Read(/harmless)")) {
            assertThat(claude.said("$ cat " + project.resolve("harmless"))).isEqualTo("deny");
            assertThat(claude.said("$ cat " + project.resolve("secrets/key"))).isEqualTo("nothing");
        }
    }

    @Test
    void a_path_from_the_root_of_user_settings_is_one_below_their_folder(@TempDir Path home) {
        PermissionProject.write(home, ".claude/settings.json", "{\"permissions\": {\"deny\": [\"Read(/keys/**)\"]}}");
        try (PermissionProject claude = PermissionProject.in(project, home)) {
            assertThat(claude.said("$ cat " + home + "/.claude/keys/a")).isEqualTo("deny");
            assertThat(claude.said("$ cat " + project + "/keys/a")).isEqualTo("nothing");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            WebFetch(domain:example.com)    ¦ $ curl https://example.com/x                          ¦ deny
            WebFetch(domain:example.com)    ¦ http GET https://EXAMPLE.com./x                       ¦ deny
            WebFetch(domain:EXAMPLE.com.)   ¦ http POST https://example.com:8443/x {}               ¦ deny
            WebFetch(domain:example.com)    ¦ tool WebFetch {"url": "https://example.com/", "prompt": "x"} ¦ deny
            WebFetch(domain:example.com)    ¦ tool web_fetch {"prompt": "sum up https://example.com/a"} ¦ deny
            WebFetch(domain:example.com)    ¦ http GET https://www.example.com/x                    ¦ nothing
            WebFetch(domain:example.com)    ¦ http GET https://example.com.evil.test/x              ¦ nothing
            WebFetch(domain:*.example.com)  ¦ http GET https://a.example.com/x                      ¦ deny
            WebFetch(domain:*.example.com)  ¦ http GET https://a.b.example.com/x                    ¦ deny
            WebFetch(domain:*.example.com)  ¦ http GET https://example.com/x                        ¦ nothing
            WebFetch(domain:a.*.com)        ¦ http GET https://a.b.com/x                            ¦ deny
            WebFetch(domain:a.*.com)        ¦ http GET https://a.b.c.com/x                          ¦ nothing
            WebFetch                        ¦ $ curl https://example.com/x                          ¦ deny
            WebFetch                        ¦ http GET https://example.com/x                        ¦ nothing
            mcp__github                     ¦ tool mcp__github__delete_repository {"repo": "x"}     ¦ deny
            mcp__github                     ¦ tool mcp__gitlab__delete_repository {"repo": "x"}     ¦ nothing
            mcp__github__*                  ¦ tool mcp__github__get_me                              ¦ deny
            mcp__github__get_me             ¦ tool mcp__github__get_me                              ¦ deny
            mcp__github__get_me             ¦ tool get_me                                           ¦ ask
            mcp__github__get_me             ¦ tool mcp__github__list_repos                          ¦ nothing
            mcp__github__delete_*           ¦ tool mcp__github__delete_file {"path": "x"}           ¦ deny
            mcp__*                          ¦ tool mcp__a__b                                        ¦ deny
            mcp__*                          ¦ tool a                                                ¦ nothing
            *                               ¦ tool getWeather {"city": "x"}                         ¦ deny
            *                               ¦ $ ls                                                  ¦ deny
            Agent(Explore)                  ¦ tool Agent {"subagent_type": "Explore"}               ¦ deny
            Agent(Explore)                  ¦ tool Agent {"subagent_type": "Other"}                 ¦ nothing
            Agent(model:opus)               ¦ tool Agent {"model": "opus"}                          ¦ deny
            Agent(model:opus)               ¦ tool Agent {"prompt": "x"}                            ¦ nothing
            Agent(model:op*)                ¦ tool Agent {"model": "opus"}                          ¦ deny
            Bash(run_in_background:true)    ¦ tool Bash {"command": "ls", "run_in_background": true} ¦ deny
            Bash(run_in_background:true)    ¦ tool Bash {"command": "ls"}                           ¦ nothing
            mcp__db__query(database:prod*)  ¦ tool mcp__db__query {"database": "prod-1"}            ¦ deny
            mcp__db__query(database:prod*)  ¦ tool mcp__db__query {"database": "dev"}               ¦ nothing
            dropTable                       ¦ tool dropTable {"name": "x"}                          ¦ deny
            """)
    void domains_and_tools(String entry, String action, String expected) {
        try (PermissionProject claude = PermissionProject.claude(project, "deny", entry)) {
            assertThat(claude.said(action)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            deny  ¦ Bash(command:rm *)         ¦ ignores it
            deny  ¦ Read(file_path:./x)        ¦ ignores it
            deny  ¦ WebFetch(url:http)         ¦ ignores it
            ask   ¦ Write(/docs/**)            ¦ never uses it
            deny  ¦ MultiEdit(x)               ¦ never uses it
            deny  ¦ NotebookEdit(x)            ¦ never uses it
            deny  ¦ Glob(x/**)                 ¦ never uses it
            deny  ¦ Cd(/tmp)                   ¦ `/cd` only
            allow ¦ *                          ¦ only behind `mcp__<server>__`
            allow ¦ mcp__*                     ¦ only behind `mcp__<server>__`
            deny  ¦ Bash(rm *                  ¦ expected `Tool`
            """)
    void what_claude_ignores_is_advice(String list, String entry, String because) {
        try (PermissionProject claude = PermissionProject.claude(project, list, entry)) {
            assertThat(claude.config().rules()).isEmpty();
            assertThat(claude.advice())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith(".claude/settings.json:1 " + entry)
                            .contains(because));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            Bash(terraform destroy *)     ¦ $ terraform destroy -auto-approve                         ¦ deny
            Bash(terraform destroy *)     ¦ $ terraform -chdir=prod destroy                           ¦ deny
            Bash(terraform destroy *)     ¦ tool terraform_destroy {"workspace": "x"}                 ¦ deny
            Bash(terraform destroy *)     ¦ http POST https://app.terraform.io/api/v2/runs {"data": {"attributes": {"is-destroy": true}, "type": "runs"}} ¦ deny
            Bash(terraform destroy *)     ¦ http POST https://app.terraform.io/api/v2/runs {"data": {"attributes": {"is-destroy": false}, "type": "runs"}} ¦ nothing
            Bash(terraform destroy *)     ¦ $ terraform plan                                          ¦ nothing
            Bash(terraform destroy *)     ¦ $ terraform state rm x                                    ¦ nothing
            Bash(terraform destroy:*)     ¦ tool run {"cmd": "cd x; terraform destroy"}               ¦ deny
            Bash(gh repo delete *)        ¦ http DELETE https://api.github.com/repos/o/r              ¦ deny
            Bash(gh repo delete *)        ¦ $ gh api -X DELETE repos/o/r                              ¦ deny
            Bash(gh repo delete *)        ¦ tool delete_repository {"owner": "o", "repo": "r"}        ¦ deny
            Bash(gh repo delete *)        ¦ tool mcp__github__delete_repository {"repo": "r"}         ¦ deny
            Bash(gh repo delete *)        ¦ tool mcp__gitlab__delete_repository {"repo": "r"}         ¦ nothing
            Bash(gh repo delete *)        ¦ http DELETE https://api.github.com/repos/o/r/issues/1/labels/x ¦ nothing
            Bash(gh repo delete *)        ¦ http GET https://api.github.com/repos/o/r                 ¦ nothing
            Bash(gh repo delete o/r)      ¦ http DELETE https://api.github.com/repos/o/r              ¦ deny
            Bash(gh repo delete o/r)      ¦ http DELETE https://api.github.com/repos/o/other          ¦ nothing
            Bash(kubectl delete namespace *) ¦ http DELETE https://10.0.0.1:6443/api/v1/namespaces/x  ¦ deny
            Bash(kubectl delete namespace *) ¦ $ kubectl delete ns x                                  ¦ deny
            Bash(kubectl delete namespace *) ¦ http DELETE https://10.0.0.1:6443/api/v1/namespaces/a/pods/x ¦ nothing
            Bash(kubectl delete namespace *) ¦ $ kubectl delete pod x                                 ¦ nothing
            Bash(kubectl delete namespace *) ¦ tool delete_namespace {"name": "x"}                    ¦ deny
            Bash(kubectl delete *)        ¦ http DELETE https://10.0.0.1:6443/api/v1/namespaces/x     ¦ deny
            Bash(railway volume delete *) ¦ http POST https://backboard.railway.app/graphql/v2 {"query": "mutation { volumeDelete(volumeId: \\"v\\") }"} ¦ deny
            Bash(railway volume delete *) ¦ http POST https://backboard.railway.app/graphql/v2 {"query": "query { me { id } }"} ¦ nothing
            Bash(aws s3 rb *)             ¦ http DELETE https://b.s3.amazonaws.com/                   ¦ deny
            Bash(aws ec2 terminate-instances *) ¦ tool terminate_instances {"ids": ["i-1"]}            ¦ deny
            Bash(docker volume rm *)      ¦ http DELETE http://localhost:2375/volumes/x               ¦ deny
            Bash(heroku apps:destroy *)   ¦ http DELETE https://api.heroku.com/apps/x                 ¦ deny
            Bash(az group delete *)       ¦ http DELETE https://management.azure.com/subscriptions/s/resourceGroups/x?api-version=2021 ¦ deny
            Bash(gcloud projects delete *) ¦ http DELETE https://cloudresourcemanager.googleapis.com/v1/projects/x ¦ deny
            Bash(dropdb *)                ¦ $ psql -c "drop database x"                               ¦ deny
            Bash(dropdb *)                ¦ $ psql -c "drop table x"                                  ¦ nothing
            Bash(rm *)                    ¦ $ find . -name x -delete                                  ¦ deny
            Bash(rm *)                    ¦ tool deleteFile {"path": "x"}                             ¦ deny
            Bash(rm *)                    ¦ $ mkdir x                                                 ¦ nothing
            Bash(rm *)                    ¦ $ docker exec c rm -rf x                                  ¦ nothing
            Bash(rm -rf *)                ¦ $ rm -fr x                                                ¦ deny
            Bash(rm -rf *)                ¦ $ rm -r -f x                                              ¦ deny
            Bash(rm -rf *)                ¦ $ rm x                                                    ¦ nothing
            Bash(git push --force *)      ¦ $ git push -f origin main                                 ¦ deny
            Bash(git push --force *)      ¦ $ git push origin +main                                   ¦ deny
            Bash(git branch -D *)         ¦ $ git branch --delete --force x                           ¦ deny
            Bash(git branch -D *)         ¦ $ git branch -d x                                         ¦ nothing
            Bash(git reset --hard*)       ¦ $ git -C sub reset --hard HEAD~1                          ¦ deny
            Bash(git reset --hard*)       ¦ $ git reset HEAD~1                                        ¦ nothing
            Bash(stripe refunds create *) ¦ http POST https://api.stripe.com/v1/refunds {"charge": "ch_1"} ¦ deny
            Bash(stripe refunds create *) ¦ http POST https://api.stripe.com/v1/payouts {"amount": 1} ¦ nothing
            Bash(aws s3 rm *)             ¦ http DELETE https://b.s3.amazonaws.com/k                  ¦ deny
            Bash(helm uninstall *)        ¦ tool helm_uninstall {"release": "x"}                      ¦ deny
            Bash(redis-cli FLUSHALL*)     ¦ $ redis-cli flushall                                      ¦ deny
            Bash(psql -c "DROP TABLE *")  ¦ $ psql -c 'drop table users'                              ¦ deny
            Bash(psql -c "DROP TABLE *")  ¦ $ psql -c 'drop database x'                               ¦ nothing
            Bash(gh repo delete *)        ¦ tool mcp__github__delete_gist {"id": "x"}                 ¦ nothing
            Bash(gh repo delete *)        ¦ tool delete_repository_label {"repo": "x"}                ¦ nothing
            Bash(gh repo delete acme/*)   ¦ http DELETE https://api.github.com/repos/o/r              ¦ ask
            Bash(gh repo delete acme/*)   ¦ $ gh repo delete --yes acme/x                             ¦ deny
            Bash(curl -X DELETE https://api.github.com/repos/acme/*) ¦ http DELETE https://api.github.com/repos/o/x ¦ nothing
            Bash(rm -rf /data/x)          ¦ tool deleteFile {"path": "other/x"}                       ¦ nothing
            Bash(railway *)               ¦ http POST https://backboard.railway.app/graphql/v2 {"query": "mutation { volumeDelete(volumeId: \\"v\\") }"} ¦ nothing
            Bash(git push --force *)      ¦ $ git push origin main                                    ¦ nothing
            """)
    void the_same_act_by_any_other_way(String entry, String action, String expected) {
        try (PermissionProject claude = PermissionProject.claude(project, "deny", entry)) {
            assertThat(claude.said(action.replace("\\\\\"", "\\\""))).isEqualTo(expected);
        }
    }

    @Test
    void a_reading_says_whether_only_text_is_matched() {
        try (PermissionProject claude =
                PermissionProject.claude(project, "deny", "Bash(curl *)", "Bash(terraform destroy *)")) {
            assertThat(claude.config().rules().get(0).reading()).isEqualTo("the text of the command only");
            assertThat(claude.config().rules().get(2).reading())
                    .isEqualTo("also by any other way to do the same: `terraform:destroy` (terraform)");
        }
    }

    @Test
    void managed_settings_may_let_only_their_own_rules_hold() {
        PermissionProject.write(
                project,
                "managed-settings.json",
                "{\"allowManagedPermissionRulesOnly\": true, \"permissions\": " + "{\"deny\": [\"Bash(curl *)\"]}}");
        PermissionProject.write(project, ".claude/settings.json", "{\"permissions\": {\"deny\": [\"Bash(npm *)\"]}}");
        try (PermissionProject claude = PermissionProject.in(
                project, "version: 1\nrule-files: [managed-settings.json, .claude/settings.json]")) {
            assertThat(claude.said("$ curl x.example")).isEqualTo("deny");
            assertThat(claude.said("$ npm test")).isEqualTo("nothing");
            assertThat(claude.advice()).anyMatch(line -> line.contains("only their own rules"));
        }
    }

    @Test
    void comments_and_trailing_commas_are_accepted_and_lines_are_right() {
        PermissionProject.write(project, ".claude/settings.json", """
                {
                  // what nobody may do
                  "permissions": {
                    "deny": [
                      "Bash(curl *)", /* never */
                      "Bash(wget *)",
                    ],
                  },
                }
                """);
        try (PermissionProject claude = PermissionProject.in(project)) {
            assertThat(claude.matches("$ wget x.example"))
                    .isNotEmpty()
                    .allSatisfy(match -> assertThat(match.source()).isEqualTo(".claude/settings.json:6"));
        }
    }
}
