package dev.agentguard.effect.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls of Kafka's admin client do. */
class KafkaReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "listTopics                 | {}                                   | READ_ONLY ONE kafka:cluster",
                "describeConfigs            | {}                                   | READ_ONLY ONE kafka:cluster",
                "listenTo                   | {'…':true}                           | UNKNOWN ALL kafka:cluster",
                "listing                    | {}                                   | UNKNOWN ALL kafka:cluster",
                "createTopics               | {'names':['a']}                      | REVERSIBLE ALL kafka:cluster a",
                "deleteTopics               | {'names':['a']}                      | IRREVERSIBLE ALL kafka:topic a",
                "deleteTopics               | {}                                   | IRREVERSIBLE ALL kafka:topic",
                "deleteRecords              | {'before':{'a-0':5}}                 | IRREVERSIBLE MANY kafka:partition a-0",
                "deleteRecords              | {'before':{'a-0':-1}}                | IRREVERSIBLE ALL kafka:partition a-0",
                "deleteRecords              | {}                                   | IRREVERSIBLE ALL kafka:partition",
                "deleteConsumerGroups       | {'names':['g']}                      | IRREVERSIBLE ALL kafka:group g",
                "deleteConsumerGroupOffsets | {'names':['g']}                      | IRREVERSIBLE MANY kafka:group g",
                "alterConsumerGroupOffsets  | {'names':['g']}                      | IRREVERSIBLE MANY kafka:group g",
                "deleteAcls                 | {}                                   | IRREVERSIBLE ALL kafka:cluster",
                "incrementalAlterConfigs    | {'settings':{'TOPIC a':['retention.ms']}} | IRREVERSIBLE ALL kafka:settings TOPIC a",
                "incrementalAlterConfigs    | {'settings':{'BROKER 1':['log.retention.hours']}} | IRREVERSIBLE ALL kafka:settings BROKER 1",
                "incrementalAlterConfigs    | {'settings':{'TOPIC a':['segment.ms']}} | REVERSIBLE ONE kafka:settings TOPIC a",
                "alterConfigs               | {'settings':{'TOPIC a':['segment.ms']}} | IRREVERSIBLE ALL kafka:settings TOPIC a",
                "electLeaders               | {'election':'UNCLEAN'}               | IRREVERSIBLE ALL kafka:cluster",
                "electLeaders               | {'election':'PREFERRED'}             | REVERSIBLE ALL kafka:cluster",
                "unregisterBroker           | {}                                   | IRREVERSIBLE ALL kafka:cluster",
                "deleteEverything           | {}                                   | UNKNOWN ALL kafka:cluster",
            })
    void calls(String name, String arguments, String expected) {
        assertThat(Commands.worst(Commands.kafka(name, arguments.replace('\'', '"'))))
                .isEqualTo(expected);
    }
}
