export default {
  title: "通知",
  what: "内容",
  when: "时间",
  state: "状态",
  new: "新",
  read: "已读",
  readAll: "全部标为已读",
  analysis_finished: "已完成",
  analysis_failed: "失败",
  empty: "还没有通知",
  emptyNext: "您发起的分析完成或失败时，会在这里通知您。",
};
