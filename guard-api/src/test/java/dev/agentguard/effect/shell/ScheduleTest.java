package dev.agentguard.effect.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void longTableIsReadToItsEnd() {
        String table = "0 0 * * * true\n".repeat(500) + "0 0 * * * rm -rf /srv\n";
        assertThat(Schedule.commands(table)).hasSize(501).endsWith("rm -rf /srv");
    }

    @Test
    void commandsStandBehindFiveFieldsOrAName() {
        assertThat(Schedule.commands("""
                        # m h dom mon dow command
                        SHELL=/bin/sh
                        */5 0-6 * jan,feb MON-FRI  rm -rf /srv
                        @daily backup.sh %standard input
                        0 3 * * * date +\\%F > out
                        5 too few fields
                        """)).containsExactly("rm -rf /srv", "backup.sh ", "date +\\%F > out", "");
    }
}
