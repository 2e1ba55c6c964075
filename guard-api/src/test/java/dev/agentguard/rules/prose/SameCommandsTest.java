package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.rules.RuleBook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other ways to do what a rule names, and what only looks like it. */
class SameCommandsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Never run `kubectl delete namespace shop`. | kubectl delete ns shop | kubectl get ns shop",
                "Never run `tofu destroy`. | terraform apply -destroy | tofu plan",
                "Never run `terraform destroy`. | terraform apply -destroy -auto-approve | terraform validate",
                "Never use `git add -A`. | git add --all | git add a.txt",
                "Never run `./box.sh deploy`, `wipe` or `halt`. | ./box.sh wipe | ./box.sh show",
                "Never apply Terraform. | terraform apply -auto-approve | terraform plan",
                "Do not use npm to install packages. | npm i left-pad | npm test",
                "Never run any Ansible commands. | ansible-playbook a.yml | git status",
                "Do not create virtual environments. | uv venv | uv run pytest",
                "Do not restart containers. | docker compose restart web | docker compose config",
                "Never change the remote. | git remote set-url origin x | git fetch",
                "Never commit directly to `main`. | git commit -m x | git checkout -b a && git commit -m x",
                "Never use `migrate reset` here. | npx prisma migrate reset | npx prisma migrate status",
                "Never invoke `call.py`. | python call.py | cat call.py",
                "Never install packages globally. | sudo pip install x | pip install x",
                "Never run `FLUSHDB` on Redis. | redis-cli flushdb | redis-cli get a",
                "You are never allowed to push. | git push | git pull",
                "Do not edit files under @parts/. | rm parts/a | rm src/a",
                "Never under any circumstances run `helm uninstall`. | helm uninstall x | helm list",
                "Never run any git write commands. | git commit -m x | git status",
            })
    void stopsTheSameAndNotWhatIsNear(String rule, String stopped, String passed) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", rule + "\n");

        assertThat(RuleCases.stops(book, stopped)).isTrue();
        assertThat(RuleCases.stops(book, passed)).isFalse();
    }
}
