-- How far each planner has read the log of the room of a ticket.
create table planned_room (
    planner         varchar(40) not null,
    conversation_id varchar(64) not null references conversation,
    seq             bigint      not null,
    primary key (planner, conversation_id)
);

-- What has happened so far was planned as it happened.
insert into planned_room (planner, conversation_id, seq)
select planner, conversation_id, last_seq
  from conversation, (select 'escalation' as planner union all select 'automation' as planner) as planners
 where kind = 'TICKET';
