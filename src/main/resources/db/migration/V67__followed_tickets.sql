-- The room of the closed ticket that a ticket was opened to follow.
alter table conversation add column ticket_follows varchar(64);

update conversation
   set ticket_follows = (select min(r.conversation_id) from ticket_request r
                           join conversation f on f.conversation_id = r.conversation_id and f.kind = 'TICKET'
                          where r.ticket_room_id = conversation.conversation_id)
 where kind = 'TICKET' and conversation_id in (select ticket_room_id from ticket_request);
