export default {
  title: "分析",
  fresh: "新建分析",
  dance: "舞种",
  couple: "舞伴",
  started: "开始时间",
  state: "状态",
  total: "总分",
  ofForty: "{{total}} / 40",
  empty: "还没有分析",
  emptyNext: "上传一对舞伴的第一段录像；几分钟后评分、视频和报告即可查看。",
};
