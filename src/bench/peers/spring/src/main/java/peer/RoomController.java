package peer;

import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.stereotype.Controller;

@Controller
class RoomController {

    record Message(String content) {}

    record RoomMessage(String room, String content, String timestamp) {}

    private final Store store;

    RoomController(Store store) {
        this.store = store;
    }

    @MessageMapping("/room/{room}")
    @SendTo("/topic/room.{room}")
    RoomMessage message(@DestinationVariable String room, Message message) {
        store.add(room, message.content());
        return new RoomMessage(room, message.content(), java.time.Instant.now().toString());
    }
}
