package dev.lockstep.orgsim.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultRuleTextTest {
    @Test
    void readsARuleOfTheCommandLine() {
        assertThat(FaultRuleText.parse("answer-lost,api=soap,operation=create,object=Account,count=2"))
                .isEqualTo(new FaultRule(
                        new Fault.AnswerLost(),
                        RequestPattern.of(Api.SOAP, "create", "Account"),
                        new Occurrence.Next(2)));
    }

    @Test
    void matchesEverythingOnceWhereNothingElseIsSaid() {
        assertThat(FaultRuleText.parse("unavailable"))
                .isEqualTo(FaultRule.once(new Fault.Unavailable(), RequestPattern.ANY));
    }

    @Test
    void readsAProbabilityAndATime() {
        assertThat(FaultRuleText.parse("answer-held, hold_ms=250, api=rest, probability=0.5, seed=11"))
                .isEqualTo(new FaultRule(
                        new Fault.AnswerHeld(Duration.ofMillis(250)),
                        new RequestPattern(Optional.of(Api.REST), Optional.empty(), Optional.empty()),
                        new Occurrence.Share(0.5, 11)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "answer-lost,api=soap,operation=create,object=Account,count=3",
                "cut-before-work,count=1",
                "unavailable,api=oauth,probability=0.25,seed=1",
                "answer-held,operation=query,hold_ms=10,count=1",
                "answer-cut,api=bulk,operation=queryJobResults,count=1",
                "answer-cut,after_bytes=4096,count=1",
                "job-failed,object=Reading__c,count=1",
                "replay-refused,api=streaming,operation=subscribe,count=1",
                "stream-silent,operation=connect,count=1",
                "client-forgotten,count=2",
                "event-limit,count=1",
                "event-lost,operation=changeEvent,object=Account,count=1",
                "event-doubled,count=1",
                "event-late,hold_ms=20,count=1",
                "event-gap,probability=0.5,seed=3",
                "event-overflow,count=1"
            })
    void writesWhatItReads(String text) {
        FaultRule rule = FaultRuleText.parse(text);

        assertThat(FaultRuleText.parse(FaultRuleText.entries(rule))).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api=soap | needs a \"fault\"",
                "explode | No fault is called \"explode\"",
                "answer-lost,colour=red | has no \"colour\"",
                "answer-lost,count=many | must be a number",
                "answer-lost,count=0 | at least once",
                "answer-lost,probability=0.5 | needs a \"seed\"",
                "answer-lost,probability=2,seed=1 | lies above 0 and up to 1",
                "answer-lost,seed=1 | \"probability\", which is missing",
                "answer-lost,count=1,probability=0.5,seed=1 | not both",
                "answer-lost,hold_ms=5 | answer-held and event-late alone",
                "answer-held | needs \"hold_ms\"",
                "event-late | event-late needs \"hold_ms\"",
                "answer-lost,api=stream | there are soap, rest, bulk, oauth, streaming",
                "answer-lost,after_bytes=5 | answer-cut alone",
                "answer-cut,after_bytes=-1 | can't be cut after -1 bytes",
                "answer-lost,count=1,count=2 | stands twice"
            })
    void saysWhatIsWrongInOneSentence(String text, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultRuleText.parse(text))
                .withMessageContaining(sentence);
    }
}
