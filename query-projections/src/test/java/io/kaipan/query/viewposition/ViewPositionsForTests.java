package io.kaipan.query.viewposition;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.kaipan.query.generation.Generations;
import java.util.Map;
import java.util.Optional;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Positions of a view that never moves. */
public final class ViewPositionsForTests {
    public static ViewPositions at(String view, long position) {
        EventTrackerStatus status = mock();
        when(status.getSegment()).thenReturn(Segment.ROOT_SEGMENT);
        when(status.getTrackingToken()).thenReturn(new GlobalSequenceTrackingToken(position));
        StreamingEventProcessor processor = mock();
        when(processor.processingStatus()).thenReturn(Map.of(0, status));
        EventProcessingConfiguration processing = mock();
        when(processing.eventProcessor(view, StreamingEventProcessor.class)).thenReturn(Optional.of(processor));
        Generations generations = mock();
        when(generations.liveGroup(view)).thenReturn(view);
        return new ViewPositions(
                processing, mock(JdbcClient.class), mock(Serializer.class), generations, positions -> false);
    }

    private ViewPositionsForTests() {}
}
